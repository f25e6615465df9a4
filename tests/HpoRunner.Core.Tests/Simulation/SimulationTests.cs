using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Journal;
using HpoRunner.Steering;
using HpoRunner.Storage;
using HpoRunner.Training.Metrics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Simulation;

/// <summary>
/// Guarantees G1 to G3 over nights full of faults: deaths, hangs, doubled and late answers, refused dispatches, changes of the number
/// of workers, a full disk, stops, and kills of the coordinator inside any write with what a power cut leaves. Each seed is one night.
/// Every test run takes the same thousand, so that a red build is the change's fault; <c>HPO_FIRST_SEED</c> and <c>HPO_SEEDS</c> lead
/// others (tests/scripts/seeds.sh), and a seed that fails there joins <see cref="OnceFailed"/>.
/// </summary>
internal sealed class SimulationTests
{
    private static readonly int FirstSeed = Setting("HPO_FIRST_SEED", 1);
    private static readonly int SeedCount = Setting("HPO_SEEDS", 1000);

    /// <summary>
    /// A full disk and its end came in one breath, and these nights waited for ever: the simulation looked at the disk only once.
    /// </summary>
    private static readonly int[] OnceFailed = [1075, 1236, 5383, 7837];

    private static readonly DiskReading FullDisk = new(Free: 0, Used: 1 << 20, Journal: 1 << 20);
    private static readonly DiskReading EmptyDisk = FullDisk with { Free = 1L << 40 };

    [Test]
    public void G1G2G3_AThousandNightsOfFaults_LoseNothingDoubleNothingAndGiveTheUndisturbedTable()
    {
        var (openings, accidents, pauses) = (0, 0, 0);
        var broken = Enumerable.Range(FirstSeed, SeedCount).Concat(OnceFailed).SelectMany(seed =>
        {
            var run = Disturbed(seed);
            openings += run.Openings;
            pauses += SimulatedJournal.Read(run.Journal).Count(entry => entry.Event is RunPaused);
            accidents += run.Acknowledged.Count(ended => ended.Retry);
            return Violations(seed, run);
        }).Take(20).ToList();
        Assert.That(broken, Is.Empty);
        Assert.That(pauses, Is.GreaterThan(SeedCount / 4));
        // Nights without faults would prove nothing.
        Assert.That(openings, Is.GreaterThan(2 * SeedCount));
        Assert.That(accidents, Is.GreaterThan(3 * SeedCount));
        TestContext.Out.WriteLine(
            FormattableString.Invariant($"{SeedCount} seeds from {FirstSeed}: {openings} openings, {accidents} retries, 0 violations"));
    }

    private static int Setting(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
            : otherwise;

    [Test]
    public void FullDisk_PausesTheSearchUntilThereIsRoom_AndChangesNoResult()
    {
        var (calm, paused) = (new SimulatedRun(Header(5), 5, Weather.Calm), new SimulatedRun(Header(5), 5, Weather.Calm));
        calm.Open(null, []);
        paused.Open(null, [(TimeSpan.FromSeconds(3), FullDisk), (TimeSpan.FromHours(2), EmptyDisk)]);
        Assert.That(paused.Violations, Is.Empty);
        Assert.That(paused.TrialsCsv, Is.EqualTo(calm.TrialsCsv));
        Assert.That(paused.Elapsed - calm.Elapsed, Is.EqualTo(TimeSpan.FromHours(2)).Within(TimeSpan.FromMinutes(1)));
        Assert.That(
            Events(paused).Where(line => line.Contains("run.paused", StringComparison.Ordinal)),
            Has.Exactly(1).Contains("0 KiB are free"));
    }

    [Test]
    public void FullDisk_PastTheDeadline_StillRefitsAndEnds()
    {
        var until = new ManualClock().GetUtcNow() + TimeSpan.FromMinutes(20);
        var header = Header(5);
        var budget = new BudgetSettings(Until: TimeOnly.FromDateTime(until.UtcDateTime));
        header = header with { Until = until, Experiment = header.Experiment with { TestShare = 0.2, Budget = budget } };
        var run = new SimulatedRun(header, 5, Weather.Calm) { ReportTakes = _ => TimeSpan.FromSeconds(1) };
        run.Open(null, [(TimeSpan.FromMinutes(2), FullDisk)]);
        Assert.That(run.Violations, Is.Empty);
        Assert.That(run.State.Closed?.Outcome, Is.EqualTo(RunOutcome.Finished));
        Assert.That(run.State.Finals, Is.Not.Empty);
        Assert.That(run.Elapsed, Is.LessThan(TimeSpan.FromMinutes(20)));
    }

    [Test]
    public void SameSeed_SameNight()
    {
        var (first, second) = (Disturbed(17), Disturbed(17));
        Assert.That(Events(first), Is.EqualTo(Events(second)));
    }

    // Without sequence of times within a group: how many records share a write is up to the writer's thread.
    private static IEnumerable<string> Events(SimulatedRun run) =>
        SimulatedJournal.Read(run.Journal).Select(entry => SampleEvents.Json(entry.Event));

    private static IEnumerable<string> Violations(int seed, SimulatedRun run)
    {
        var undisturbed = new SimulatedRun(Header(seed), seed, Weather.Calm with { IsPoison = Poison(seed) }) { Workers = 1 };
        undisturbed.Open(null, []);
        foreach (var violation in run.Violations.Concat(undisturbed.Violations))
            yield return $"seed {seed}: {violation}; the last records are\n{string.Join('\n', Events(run).TakeLast(12))}";
        if (run.State.Closed?.Outcome == RunOutcome.Interrupted)
            yield return $"seed {seed}: closed as {run.State.Closed}";
        if (run.TrialsCsv != undisturbed.TrialsCsv)
            yield return $"seed {seed}: G3: another table\n{run.TrialsCsv}\ninstead of\n{undisturbed.TrialsCsv}";
        foreach (var key in AcceptedTwice(run.Journal))
            yield return $"seed {seed}: G2: {key} has two results";
    }

    private static SimulatedRun Disturbed(int seed)
    {
        var random = RandomStream.Derive((ulong)seed, "night");
        var weather = new Weather
        {
            Deaths = 0.25 * random.NextDouble(),
            Hangs = 0.1 * random.NextDouble(),
            Echoes = 0.3 * random.NextDouble(),
            Refusals = 0.1 * random.NextDouble(),
            IsPoison = Poison(seed),
        };
        var run = new SimulatedRun(Header(seed), seed, weather) { Workers = 1 + random.NextInt(4) };
        for (var disturbances = random.NextInt(6); ; disturbances--)
        {
            int? kill = disturbances > 0 && random.NextInt(3) > 0 ? 1 + random.NextInt(50) : null;
            var isClosed = run.Open(kill, disturbances > 0 ? Happenings(random) : []);
            if (run.Violations.Count > 0 || (isClosed && run.State.Closed!.Outcome != RunOutcome.Interrupted))
                return run;
        }
    }

    private static List<(TimeSpan At, object Happening)> Happenings(RandomStream random)
    {
        var happenings = new List<(TimeSpan, object)>();
        if (random.NextInt(2) == 0)
            happenings.Add((TimeSpan.FromSeconds(30 * random.NextDouble()), new WorkersWish(1 + random.NextInt(5))));
        if (random.NextInt(2) == 0)
            happenings.Add((TimeSpan.FromSeconds(40 * random.NextDouble()), new StopWish(Now: random.NextInt(2) == 0)));
        if (random.NextInt(2) == 0)
        {
            var full = 30 * random.NextDouble();
            happenings.Add((TimeSpan.FromSeconds(full), FullDisk));
            happenings.Add((TimeSpan.FromSeconds(full + (60 * random.NextDouble())), EmptyDisk));
        }
        return happenings;
    }

    private static RunStarted Header(int seed)
    {
        var random = RandomStream.Derive((ulong)seed, "experiment");
        var sample = SampleEvents.Header.Experiment;
        return SampleEvents.Header with
        {
            Experiment = sample with
            {
                Seed = seed,
                TestShare = random.NextInt(3) == 0 ? null : 0.2,
                Metric = new MetricSettings("accuracy", MetricGoal.Maximize, random.NextInt(4) == 0 ? 0.89 : null),
                Validation = new ValidationSettings(Folds: 2 + random.NextInt(3), Repeats: 1 + random.NextInt(2)),
                Constraints =
                    random.NextInt(3) == 0
                        ? [new Constraint("learning_rate", "<", 0.05, LeftIsParameter: true, RightIsParameter: false)]
                        : [],
                Points = random.NextInt(3) == 0 ? [new Configuration([new("learning_rate", 0.02)])] : [],
                Budget = new BudgetSettings(Trials: 3 + random.NextInt(8), MaxFailed: 1000),
                Workers = new WorkerSettings(Timeout: TimeSpan.FromSeconds(20)),
            },
        };
    }

    /// <summary>About one evaluation in sixty; its message names it, so a few of them are not failures alike.</summary>
    private static Func<EvaluationKey, bool> Poison(int seed) =>
        key => !key.IsFinal && RandomStream.Derive((ulong)seed, "poison", key.Trial, key.Repeat, key.Fold).NextInt(60) == 0;

    /// <summary>Every end with an outcome must belong to the newest attempt, and come once per evaluation.</summary>
    private static IEnumerable<EvaluationKey> AcceptedTwice(byte[] journal) =>
        SimulatedJournal.Read(journal).Select(entry => entry.Event).OfType<EvaluationEnded>()
            .Where(ended => !ended.Retry && ended.Result.State != EvaluationState.Stopped)
            .GroupBy(ended => ended.Evaluation).Where(group => group.Count() > 1).Select(group => group.Key);
}
