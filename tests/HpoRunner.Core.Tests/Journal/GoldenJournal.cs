using HpoRunner.Evaluation;
using HpoRunner.Experiments;

namespace HpoRunner.Journal;

/// <summary>
/// Journals that earlier versions of the program wrote, and the events that are in them. A file here is never changed; a new format
/// gets a new file.
/// </summary>
internal static class GoldenJournal
{
    public static IReadOnlyList<JournalEvent> Events { get; } =
    [
        SampleEvents.Header with { Experiment = SampleEvents.Header.Experiment with { Metric = new MetricSettings(null, null, null) } },
        new TrialProposed(
            0, TrialOrigin.Baseline,
            new Configuration([new("learning_rate", 0.001), new("optimizer", "adam"), new("nesterov", true)])),
        new TrialProposed(1, TrialOrigin.Point, new Configuration([new("learning_rate", 1e-5), new("note", "µ \"quoted\" </script>\n")])),
        new TrialProposed(2, TrialOrigin.Search, Configuration.Empty, "beta1 < beta2"),
        new EvaluationStarted(new(0, 0, 3), 1, 0),
        new EvaluationEnded(new(0, 0, 3), 1, 0, new(
            EvaluationState.Completed,
            new Dictionary<string, double> { ["accuracy"] = 0.1 + 0.2, ["log_loss"] = 5e-324 },
            2,
            1.25,
            new Curve(["train_loss", "accuracy"], [1, 2], [[0.5, 0.25], [double.NaN, 1]]))),
        new EvaluationEnded(new(1, 0, 0), 1, 1, new(
            EvaluationState.Diverged,
            new Dictionary<string, double>
            {
                ["accuracy"] = double.NaN, ["log_loss"] = double.PositiveInfinity, ["r2"] = double.NegativeInfinity,
            },
            1, 0.5)),
        new RunResumed(
            "host", 4711, "0.1.0", new BudgetSettings(60, TimeSpan.FromHours(8), new TimeOnly(7, 0)),
            new DateTimeOffset(2026, 11, 21, 7, 0, 0, TimeSpan.FromHours(1)), 4),
        new RunResumed("host", 4712, "0.1.0", null, null, null),
        new EvaluationEnded(new(1, 0, 1), 2, 1, EvaluationResult.Failed(FailureKind.Timeout, "took longer than 90 s", 90), Retry: true),
        new SearchEnded("40 trials done"),
        new WinnerFrozen(0),
        new EvaluationEnded(
            EvaluationKey.Final(0), 1, 0,
            new(
                EvaluationState.Completed, new Dictionary<string, double> { ["accuracy"] = 1 }, 30, 2,
                FinalFit: new FinalFit([3, 17], [0, 1], [0, 1]))),
        new RunClosed(RunOutcome.Finished, "done"),
    ];

    public static byte[] Read(string name)
    {
        using var stream =
            typeof(GoldenJournal).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException("no such embedded journal", name);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
