using System.Globalization;
using HpoRunner.Experiments;
using HpoRunner.Journal;
using HpoRunner.Training.Metrics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Simulation;

/// <summary>
/// <c>until</c> means that the report is on disk by then: two hundred nights of one to five hours with one to six workers, durations with
/// a Pareto tail (a median between 20 s and 5 min, one in a hundred at least thirty times as long), deaths, and evaluations that hang for
/// ever without a timeout.
/// </summary>
internal sealed class NightTests
{
    private const int NightCount = 200;

    [Test]
    public void Until_TwoHundredNightsWithHeavyTails_ReportIsThereInAllAndWorkersAreBusy()
    {
        var nights = Enumerable.Range(1, NightCount).Select(seed => Lead(seed, HeavyWeather)).ToList();
        Assert.That(
            nights.Where(night => night.Spare < TimeSpan.Zero).Select(night => $"seed {night.Seed}: {-night.Spare} late"),
            Is.Empty);
        Assert.That(nights.SelectMany(night => night.Run.Violations), Is.Empty);
        Assert.That(nights.Count(night => night.Run.State.Tally.Best is not null), Is.GreaterThan(NightCount * 0.95));
        var idle = nights.Select(night => 1 - night.Run.BusyFraction).Order().ToList();
        var refitted = nights.Count(night => night.Run.State.Finals.Values.Count(slot => slot.Outcome is not null) > 0);
        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{NightCount} nights: workers idle {idle.Average():P1} of the time, {idle[NightCount / 2]:P1} in the median night, "
            + $"{idle[^1]:P1} in the worst; spare before the deadline {nights.Average(night => night.Spare.TotalSeconds):F0} s; "
            + $"{refitted} with a refit in time"));
        Assert.That(idle.Average(), Is.LessThan(0.15));
    }

    // Of even durations up to d = 110 s the reserve is known to be too large by: what did not fit any more, 1.25 d; the refits, on two
    // workers 1.25 * 1.5 * (1 + 1/2) d where the simulation takes d, 1.82 d; two drains that nobody needed, 8 s; a quarter of the report.
    [Test]
    public void Until_TwentyNightsOfEvenDurations_EndCloseToTheDeadline()
    {
        var nights = Enumerable.Range(1, 20).Select(seed => Lead(seed, EvenWeather)).ToList();
        Assert.That(
            nights.Where(night => night.Spare < TimeSpan.Zero).Select(night => $"seed {night.Seed}: {-night.Spare} late"),
            Is.Empty);
        Assert.That(nights.SelectMany(night => night.Run.Violations), Is.Empty);
        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"spare before the deadline: {nights.Average(night => night.Spare.TotalSeconds):F0} s, "
            + $"at most {nights.Max(night => night.Spare.TotalSeconds):F0} s"));
        Assert.That(nights.Max(night => night.Spare - (0.25 * night.Report)).TotalSeconds, Is.LessThan((1.25 * 110) + (1.82 * 110) + 8));
    }

    private static Weather EvenWeather(RandomStream random) =>
        Weather.Calm with { Duration = (stream, _) => TimeSpan.FromSeconds(100 + (10 * stream.NextDouble())) };

    private static Weather HeavyWeather(RandomStream random)
    {
        var median = Math.Exp(Math.Log(20) + (Math.Log(15) * random.NextDouble()));
        return new Weather
        {
            Deaths = 0.02,
            EndlessHangs = 0.003,
            // Pareto with exponent 1.2, scaled to its median: (1 - u)^(-1/1.2) / 2^(1/1.2).
            Duration = (stream, _) => TimeSpan.FromSeconds(Math.Min(40_000, median * Math.Pow(2 * (1 - stream.NextDouble()), -1 / 1.2))),
        };
    }

    private static Night Lead(int seed, Func<RandomStream, Weather> weatherOf)
    {
        var random = RandomStream.Derive((ulong)seed, "until");
        var length = TimeSpan.FromHours(1 + (4 * random.NextDouble()));
        var weather = weatherOf(random);
        var (charts, perTrial) = (1 + (20 * random.NextDouble()), 0.05 * random.NextDouble());
        TimeSpan Report(int trials) => TimeSpan.FromSeconds(charts + (perTrial * trials));
        var until = new ManualClock().GetUtcNow() + length;
        var run = new SimulatedRun(Header(seed, until), seed, weather) { Workers = 1 + random.NextInt(6), ReportTakes = Report };
        run.Open(null, []);
        var report = Report(run.State.Tally.SettledCount);
        // One may take a tenth longer than the next.
        return new Night(seed, run, report, length - run.Elapsed - (1.1 * report));
    }

    private static RunStarted Header(int seed, DateTimeOffset until) => SampleEvents.Header with
    {
        Until = until,
        Experiment = SampleEvents.Header.Experiment with
        {
            Seed = seed,
            Metric = new MetricSettings("accuracy", MetricGoal.Maximize, null),
            Validation = new ValidationSettings(Folds: 3),
            Budget = new BudgetSettings(Until: TimeOnly.FromDateTime(until.UtcDateTime), MaxFailed: 100_000),
        },
    };

    private sealed record Night(int Seed, SimulatedRun Run, TimeSpan Report, TimeSpan Spare);
}
