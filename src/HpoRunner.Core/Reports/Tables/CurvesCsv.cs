using System.Runtime.CompilerServices;
using HpoRunner.Evaluation;
using HpoRunner.Journal;

namespace HpoRunner.Reports.Tables;

/// <summary>
/// <c>curves.csv</c>: a row per epoch of every evaluation that ended with measurements; what one did not measure is blank.
/// </summary>
internal static class CurvesCsv
{
    /// <param name="columns">Everything that was measured anywhere.</param>
    /// <param name="evaluations">Those with curves, and the numbers of each where the event has them not.</param>
    public static void Write(
        IReadOnlyList<string> columns, IEnumerable<(EvaluationEnded Ended, CurveText? Numbers)> evaluations, TextWriter writer)
    {
        var rows = new CsvRows(writer);
        rows.Text("trial").Text("repeat").Text("fold").Text("attempt").Text("epoch");
        foreach (var column in columns)
            rows.Text(column);
        rows.EndRow();
        IReadOnlyList<string>? metrics = null;
        int[] positions = [];
        foreach (var (ended, numbers) in evaluations)
        {
            var curve = ended.Result.Curve!;
            if (!ReferenceEquals(metrics, curve.Metrics))
            {
                metrics = curve.Metrics;
                positions = [.. columns.Select(column => metrics.ToList().IndexOf(column))];
            }
            if (numbers is null)
                WriteCurve(rows, ended, curve, positions);
            else
                CopyCurve(rows, ended, numbers, positions);
        }
    }

    /// <inheritdoc cref="WriteCurve"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyCurve(CsvRows rows, EvaluationEnded ended, CurveText numbers, int[] positions)
    {
        for (var i = 0; i < numbers.EpochCount; i++)
        {
            rows.Whole(ended.Evaluation.Trial);
            EvaluationsCsv.WriteFold(rows, ended.Evaluation);
            rows.Whole(ended.Attempt).Written(numbers.Epoch(i));
            foreach (var position in positions)
                rows.Written(position < 0 ? [] : numbers.Value(position, i));
            rows.EndRow();
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
