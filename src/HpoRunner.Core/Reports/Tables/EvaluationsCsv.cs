using HpoRunner.Evaluation;
using HpoRunner.Journal;
using HpoRunner.Training.Metrics;

namespace HpoRunner.Reports.Tables;

/// <summary>
/// <c>evaluations.csv</c>: a row per attempt in the order in which they ended. Repeats and folds count from 1, as in the columns of
/// <c>trials.csv</c>; a final fit has the fold "final". Seconds and workers tell of this machine, not of the result.
/// </summary>
internal sealed class EvaluationsCsv
{
    private readonly CsvRows _rows;
    private readonly string[] _metrics;

    /// <summary>Writes the heads.</summary>
    public EvaluationsCsv(RunState state, TextWriter writer)
    {
        _rows = new CsvRows(writer);
        _metrics = [.. MetricColumns(state).Where(metric => metric != MetricTable.Seconds)];
        foreach (var column in (string[])["trial", "repeat", "fold", "attempt", "state", "seconds", "worker", "epochs", .. _metrics])
            _rows.Text(column);
        _rows.EndRow();
    }

    public void Add(EvaluationEnded ended)
    {
        var result = ended.Result;
        _rows.Whole(ended.Evaluation.Trial);
        WriteFold(_rows, ended.Evaluation);
        _rows.Whole(ended.Attempt).Text(Words.Of(result.State)).Number(Math.Round(result.Seconds, 6)).Whole(ended.Worker)
            .Whole(result.Epochs);
        foreach (var metric in _metrics)
            _rows.Number(result.Metrics.TryGetValue(metric, out var value) ? value : null);
        _rows.EndRow();
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
