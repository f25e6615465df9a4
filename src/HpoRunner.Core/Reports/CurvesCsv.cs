using HpoRunner.Evaluation;
using HpoRunner.Journal;

namespace HpoRunner.Reports;

/// <summary><c>curves.csv</c>: a row per epoch of every evaluation that ended with measurements; what one did not measure is blank.</summary>
internal static class CurvesCsv
{
    /// <param name="columns">Everything that was measured anywhere.</param>
    public static void Write(IReadOnlyList<string> columns, IEnumerable<JournalEntry> entries, TextWriter writer)
    {
        var rows = new CsvRows(writer);
        rows.Text("trial").Text("repeat").Text("fold").Text("attempt").Text("epoch");
        foreach (var column in columns)
            rows.Text(column);
        rows.EndRow();
        foreach (var ended in entries.Select(entry => entry.Event).OfType<EvaluationEnded>())
        {
            if (ended.Result.Curve is { } curve)
                WriteCurve(rows, ended, curve, columns);
        }
    }

    private static void WriteCurve(CsvRows rows, EvaluationEnded ended, Curve curve, IReadOnlyList<string> columns)
    {
        var positions = columns.Select(column => curve.Metrics.ToList().IndexOf(column)).ToArray();
        for (var i = 0; i < curve.Epochs.Count; i++)
        {
            rows.Whole(ended.Evaluation.Trial);
            EvaluationsCsv.WriteFold(rows, ended.Evaluation);
            rows.Whole(ended.Attempt).Whole(curve.Epochs[i]);
            foreach (var position in positions)
                rows.Number(position < 0 ? null : curve.Values[position][i]);
            rows.EndRow();
        }
    }
}
