using HpoRunner.Evaluation;
using HpoRunner.Journal;
using HpoRunner.Training.Metrics;

namespace HpoRunner.Reports;

/// <summary>
/// <c>evaluations.csv</c>: a row per attempt in the order in which they ended. Repeats and folds count from 1, as in the columns of
/// <c>trials.csv</c>; a final fit has the fold "final". Seconds and workers tell of this machine, not of the result.
/// </summary>
internal static class EvaluationsCsv
{
    public static void Write(RunState state, IEnumerable<JournalEntry> entries, TextWriter writer)
    {
        var rows = new CsvRows(writer);
        var metrics = MetricColumns(state).Where(metric => metric != MetricTable.Seconds).ToList();
        foreach (var column in (string[])["trial", "repeat", "fold", "attempt", "state", "seconds", "worker", "epochs", .. metrics])
            rows.Text(column);
        rows.EndRow();
        foreach (var ended in entries.Select(entry => entry.Event).OfType<EvaluationEnded>())
        {
            var result = ended.Result;
            rows.Whole(ended.Evaluation.Trial);
            WriteFold(rows, ended.Evaluation);
            rows.Whole(ended.Attempt).Text(Words.Of(result.State)).Number(Math.Round(result.Seconds, 6)).Whole(ended.Worker)
                .Whole(result.Epochs);
            foreach (var metric in metrics)
                rows.Number(result.Metrics.TryGetValue(metric, out var value) ? value : null);
            rows.EndRow();
        }
    }

    /// <summary>The metric of the ranking, then those that are also reported.</summary>
    public static IReadOnlyList<string> MetricColumns(RunState state) => [.. state.Experiment.Metrics.Prepend(state.Metric).Distinct()];

    internal static void WriteFold(CsvRows rows, EvaluationKey key)
    {
        if (key.IsFinal)
            rows.Text(null).Text("final");
        else
            rows.Whole(key.Repeat + 1).Whole(key.Fold + 1);
    }
}
