using HpoRunner.Training.Numerics;

namespace HpoRunner.Ranking;

/// <summary>
/// How sure a gap between two models on the same test rows is, for any metric: rows are drawn again with replacement, both models are
/// scored on the same draw, and the gaps of all draws are looked at. 95 % interval: percentiles of the gaps.
/// p = 2·min((1 + #gaps ≤ 0)/(B + 1), (1 + #gaps ≥ 0)/(B + 1)), at most 1.
/// Source: Efron and Tibshirani 1993, chapters 13 and 16; the 1 + … keeps p above zero, as a finite number of draws must.
/// </summary>
/// <param name="Gap">On the rows as they are, + is better for the first model.</param>
/// <param name="Low">2.5 % percentile.</param>
/// <param name="High">97.5 % percentile.</param>
/// <param name="PValue">Two-sided.</param>
/// <param name="RowCount">Rows compared.</param>
internal sealed record PairedBootstrap(double Gap, double Low, double High, double PValue, int RowCount)
{
    public const int DrawCount = 2000;

    /// <summary>
    /// For metrics that are a mean over rows, such as log loss: losses of each model per row, lower is better.
    /// </summary>
    public static PairedBootstrap OfLosses(IReadOnlyList<double> firstLosses, IReadOnlyList<double> secondLosses, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(secondLosses.Count, firstLosses.Count);
        var gaps = firstLosses.Zip(secondLosses, (first, second) => second - first).ToArray();
        return Of(gaps.Length, rows =>
        {
            double sum = 0;
            foreach (var row in rows)
                sum += gaps[row];
            return sum / rows.Length;
        }, seed);
    }

    /// <summary>
    /// For any metric, such as macro F1 or R². A draw on which the metric is undefined (NaN: no spread in the target) is left out.
    /// </summary>
    /// <param name="rowCount">At least 1.</param>
    /// <param name="gap">First model's score minus the second's on these rows (some repeated), turned so that + is better.</param>
    /// <param name="seed">The experiment's; draws come from their own stream.</param>
    public static PairedBootstrap Of(int rowCount, Func<int[], double> gap, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rowCount);
        var rows = Enumerable.Range(0, rowCount).ToArray();
        var observed = gap(rows);
        var stream = RandomStream.Derive(seed, "paired bootstrap");
        var gaps = new List<double>(DrawCount);
        for (var draw = 0; draw < DrawCount; draw++)
        {
            for (var i = 0; i < rowCount; i++)
                rows[i] = stream.NextInt(rowCount);
            var drawn = gap(rows);
            if (!double.IsNaN(drawn))
                gaps.Add(drawn);
        }
        if (gaps.Count == 0)
            return new PairedBootstrap(observed, double.NaN, double.NaN, 1, rowCount);
        gaps.Sort();
        double below = 1 + gaps.Count(value => value <= 0), above = 1 + gaps.Count(value => value >= 0);
        var pValue = Math.Min(1, 2 * Math.Min(below, above) / (gaps.Count + 1));
        return new PairedBootstrap(observed, Percentile(gaps, 0.025), Percentile(gaps, 0.975), pValue, rowCount);
    }

    /// <summary>Linear between order statistics at (n − 1)·share, as numpy does.</summary>
    private static double Percentile(List<double> sorted, double share)
    {
        var position = (sorted.Count - 1) * share;
        var index = (int)position;
        return index + 1 == sorted.Count ? sorted[index] : sorted[index] + (position - index) * (sorted[index + 1] - sorted[index]);
    }
}
