using HpoRunner.Evaluation;
using HpoRunner.Journal;

namespace HpoRunner.Reports.Tables;

/// <summary><c>curves.csv</c>: a row per epoch of every evaluation that ended with measurements; what one did not measure is blank.</summary>
internal static class CurvesCsv
{
    /// <param name="columns">Everything that was measured anywhere.</param>
    /// <param name="evaluations">Those with curves.</param>
    public static void Write(IReadOnlyList<string> columns, IEnumerable<EvaluationEnded> evaluations, TextWriter writer)
    {
        var rows = new CsvRows(writer);
        rows.Text("trial").Text("repeat").Text("fold").Text("attempt").Text("epoch");
        foreach (var column in columns)
            rows.Text(column);
        rows.EndRow();
        IReadOnlyList<string>? metrics = null;
        int[] positions = [];
        foreach (var ended in evaluations)
        {
            var curve = ended.Result.Curve!;
            if (!ReferenceEquals(metrics, curve.Metrics))
            {
                metrics = curve.Metrics;
                positions = [.. columns.Select(column => metrics.ToList().IndexOf(column))];
            }
            WriteCurve(rows, ended, curve, positions);
        }
    }

    /// <param name="positions">Of each column its place among the curve's metrics; −1 where it was not measured.</param>
    private static void WriteCurve(CsvRows rows, EvaluationEnded ended, Curve curve, int[] positions)
    {
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
