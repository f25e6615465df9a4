using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Training.Metrics;

namespace HpoRunner.Journal;

/// <summary>A completed trial is packed, and nobody can tell; what a coordinator keeps of it is small.</summary>
internal sealed class TrialStateTests
{
    private const int Folds = 5;

    [Test]
    public void Packed_TrialLooksAsItWas()
    {
        var state = NewState();
        Propose(state, 0);
        for (var fold = 0; fold < Folds - 1; fold++)
            Run(state, 0, fold, Completed(fold));
        var before = Look(state.AllTrials[0]).ToList();
        Run(state, 0, Folds - 1, Completed(Folds - 1));
        var trial = state.AllTrials[0];
        Assert.That(Look(trial).Take(Folds - 1), Is.EqualTo(before));
        Assert.That(Look(trial).Last(), Is.EqualTo("2 1 Completed 34 1.5 accuracy=0.4 log_loss=-4 2026-11-21T02:14:07.1234567+00:00"));
        Assert.That(
            (trial.Status, trial.IsSettled, trial.FirstIncomplete),
            Is.EqualTo((TrialStatus.Completed, true, (EvaluationSlot?)null)));
        Assert.That(trial.Scores, Is.EqualTo([0.0, 0.1, 0.2, 0.1 * 3, 0.4]));
        Assert.That(trial.Mean, Is.EqualTo((0 + 0.1 + 0.2 + (0.1 * 3) + 0.4) / 5));
        Assert.That(trial.Slot(new EvaluationKey(0, 0, 3)).Metrics["log_loss"], Is.EqualTo(-3));
        Assert.That(trial.KeyOfConfirmation(1), Is.EqualTo(new EvaluationKey(0, 1, 1)));
    }

    [Test]
    public void Packed_OtherMetricsThanTheFirst_AreKeptAsTheyAre()
    {
        var state = NewState();
        for (var trial = 0; trial < 2; trial++)
        {
            Propose(state, trial);
            for (var fold = 0; fold < Folds; fold++)
                Run(state, trial, fold, trial == 0
                    ? Completed(fold) : Completed(fold) with { Metrics = new Dictionary<string, double> { ["accuracy"] = fold } });
        }
        Assert.That(state.AllTrials[1].Slots.Select(slot => slot.Metrics.Count), Is.All.EqualTo(1));
        Assert.That(state.AllTrials[1].Mean, Is.EqualTo(2));
    }

    // Six parameters and five folds of two metrics. Measured: 571 bytes, of which the evaluations are 224 and the configuration 240.
    [Test]
    public void Memory_OfACompletedTrial_IsBelowAKibibyte()
    {
        var state = NewState();
        Fill(state, 0, 2000);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Fill(state, 2000, 12_000);
        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        TestContext.Out.WriteLine(FormattableString.Invariant($"{growth / 10_000.0:F0} bytes per trial"));
        Assert.That(growth / 10_000, Is.LessThan(760));
        Assert.That(state.Tally.SettledCount, Is.EqualTo(12_000));
    }

    private static void Fill(RunState state, int from, int to)
    {
        for (var trial = from; trial < to; trial++)
        {
            // Through JSON, as on a resume: names and values come as new strings each time.
            var proposed = JournalEvents.Read(JournalEvents.Write(Proposal(trial)), out _)!;
            Apply(state, proposed);
            for (var fold = 0; fold < Folds; fold++)
                Run(state, trial, fold, Completed(fold));
        }
    }

    private static TrialProposed Proposal(int trial) => new(trial, TrialOrigin.Search, new Configuration(
    [
        new("learning_rate", 0.001 / (trial + 1)), new("batch_size", 16), new("optimizer", "adam"), new("beta1", 0.9),
        new("l2", 1e-5), new("init", "glorot_uniform"),
    ]));

    private static RunState NewState() => new(SampleEvents.Header with
    {
        Experiment = SampleEvents.Header.Experiment with
        {
            Metric = new MetricSettings("accuracy", MetricGoal.Maximize, null), Validation = new ValidationSettings(Folds: Folds),
        },
    });

    private static void Propose(RunState state, int trial) => Apply(state, Proposal(trial));

    private static void Run(RunState state, int trial, int fold, EvaluationResult result)
    {
        var key = new EvaluationKey(trial, 0, fold);
        Apply(state, new EvaluationStarted(key, 1, 1));
        Apply(state, new EvaluationEnded(key, 1, 1, EvaluationResult.Failed(FailureKind.Crash, "killed", 0.1), Retry: true));
        Apply(state, new EvaluationStarted(key, 2, 1));
        Apply(state, new EvaluationEnded(key, 2, 1, result));
    }

    private static void Apply(RunState state, JournalEvent journalEvent) =>
        state.Apply(
            new JournalEntry(
                1, 1, DateTimeOffset.Parse("2026-11-21T02:14:07.1234567Z", System.Globalization.CultureInfo.InvariantCulture),
                journalEvent));

    private static EvaluationResult Completed(int fold) =>
        new(EvaluationState.Completed, new Dictionary<string, double> { ["accuracy"] = 0.1 * fold, ["log_loss"] = -fold }, 30 + fold, 1.5);

    private static IEnumerable<string> Look(TrialState trial) =>
        trial.Slots.Where(slot => slot.Outcome is not null).Select(slot =>
        {
            var metrics = string.Join(' ', slot.Metrics.Select(metric => FormattableString.Invariant($"{metric.Key}={metric.Value}")));
            var counts = FormattableString.Invariant($"{slot.Attempts} {slot.ChargedFailures} {slot.Outcome} {slot.Epochs}");
            return FormattableString.Invariant($"{counts} {slot.Seconds} {metrics} {slot.EndedAt:O}");
        });
}
