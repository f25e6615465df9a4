using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Metrics;

namespace HpoRunner.Journal;

/// <summary>Events of a small made-up run: each trial is proposed, and its two folds start and end.</summary>
internal static class SampleEvents
{
    public static RunStarted Header { get; } = new(
        1,
        "20261121-021407-7f3a",
        new Experiment
        {
            Name = "sample",
            Dataset = new DatasetSettings { File = "data.csv", Targets = ["y"] },
            Metric = new MetricSettings("accuracy", MetricGoal.Maximize, null),
            Parameters = [new Parameter("learning_rate", new RangeDomain(0.0001, 0.1, Whole: false, Log: true, null, null), 0.001, [])],
        },
        "e0",
        "d0",
        "s0",
        "0.1.0",
        "experiments",
        "name: sample\n",
        null,
        new DatasetFacts(150, 30, 4, ["a", "b"], "y", []),
        new Provenance("host", "Linux", "10.0", 2, null, null, null));

    public static IEnumerable<JournalEvent> Forever()
    {
        for (var trial = 0; ; trial++)
        {
            var origin = trial == 0 ? TrialOrigin.Baseline : TrialOrigin.Search;
            yield return new TrialProposed(
                trial, origin,
                new Configuration([new("learning_rate", 0.001 / (trial + 1)), new("optimizer", "adam")]));
            for (var fold = 0; fold < 2; fold++)
            {
                var key = new EvaluationKey(trial, 0, fold);
                yield return new EvaluationStarted(key, 1, fold);
                yield return new EvaluationEnded(key, 1, fold, Completed(0.9 + (trial * 0.001) + (fold * 0.01)));
            }
        }
    }

    public static IReadOnlyList<JournalEvent> Take(int count) => [.. Forever().Take(count)];

    public static string Json(JournalEvent journalEvent) => System.Text.Json.JsonSerializer.Serialize(journalEvent, JournalJson.Options);

    private static EvaluationResult Completed(double score) =>
        new(EvaluationState.Completed, new Dictionary<string, double> { ["accuracy"] = score, ["log_loss"] = 1 - score }, 30, 1.25);
}
