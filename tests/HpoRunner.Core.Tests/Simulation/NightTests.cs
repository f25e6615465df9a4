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
        var nights = Enumerable.Range(1, NightCount).Select(Lead).ToList();
        Assert.That(nights.Where(night => night.Spare < TimeSpan.Zero).Select(night => $"seed {night.Seed}: {-night.Spare} late"), Is.Empty);
        Assert.That(nights.SelectMany(night => night.Run.Violations), Is.Empty);
        Assert.That(nights.Count(night => night.Run.State.Best is not null), Is.GreaterThan(NightCount * 0.95));
        var idle = nights.Select(night => 1 - night.Run.BusyFraction).Order().ToList();
        var refitted = nights.Count(night => night.Run.State.Finals.Values.Count(slot => slot.Outcome is not null) > 0);
        TestContext.Out.WriteLine(FormattableString.Invariant(
            $"{NightCount} nights: workers idle {idle.Average():P1} of the time, {idle[NightCount / 2]:P1} in the median night, {idle[^1]:P1} in the worst; spare before the deadline {nights.Average(night => night.Spare.TotalSeconds):F0} s; {refitted} with a refit in time"));
        Assert.That(idle.Average(), Is.LessThan(0.15));
    }

    private static Night Lead(int seed)
    {
        var random = RandomStream.Derive((ulong)seed, "until");
        var length = TimeSpan.FromHours(1 + (4 * random.NextDouble()));
        var median = Math.Exp(Math.Log(20) + (Math.Log(15) * random.NextDouble()));
        var report = TimeSpan.FromSeconds(1 + (30 * random.NextDouble()));
        var until = new ManualClock().GetUtcNow() + length;
        var weather = new Weather
        {
            Deaths = 0.02,
            EndlessHangs = 0.003,
            // Pareto with exponent 1.2, scaled to its median: (1 - u)^(-1/1.2) / 2^(1/1.2).
            Duration = (stream, _) => TimeSpan.FromSeconds(Math.Min(40_000, median * Math.Pow(2 * (1 - stream.NextDouble()), -1 / 1.2))),
        };
        var run = new SimulatedRun(Header(seed, until), seed, weather) { Workers = 1 + random.NextInt(6), ReportTook = report };
        run.Open(null, []);
        // Reports grow a little after the last rehearsal.
        return new Night(seed, run, length - run.Elapsed - (1.2 * report));
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

    private sealed record Night(int Seed, SimulatedRun Run, TimeSpan Spare);
}
