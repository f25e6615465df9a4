using MathNet.Numerics.Distributions;

namespace HpoRunner.Ranking;

/// <summary>
/// The layout score = configuration + fold + noise, one score per cell; rows are trials, columns are (repeat, fold).
/// Folds are the same for all trials, so what is hard about a fold is taken out before noise is judged.
/// </summary>
internal static class TwoWayLayout
{
    /// <summary>
    /// Variance of the noise: Σᵢⱼ (yᵢⱼ − ȳᵢ − ȳⱼ + ȳ)² / ((rows − 1)(columns − 1)), the residual mean square of a two-way analysis
    /// of variance without interaction. Needs two rows and two columns. Residuals within rounding of the scores give exactly 0.
    /// </summary>
    public static double NoiseVariance(ReadOnlySpan<double[]> rows)
    {
        var columnCount = rows[0].Length;
        ArgumentOutOfRangeException.ThrowIfLessThan(rows.Length, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(columnCount, 2);
        var columnMeans = ColumnMeans(rows);
        var grand = Mean(columnMeans);
        double squares = 0, largest = 0;
        foreach (var row in rows)
        {
            var mean = Mean(row);
            for (var j = 0; j < columnCount; j++)
            {
                var residual = row[j] - mean - (columnMeans[j] - grand);
                squares += residual * residual;
                largest = Math.Max(largest, Math.Abs(row[j]));
            }
        }
        return WithoutRounding(squares / ((rows.Length - 1.0) * (columnCount - 1)), largest);
    }

    /// <summary>
    /// Noise variance of a typical row: the median of the rows' own variances, m/(m − 1)·Σⱼ residual²/(n − 1) with m rows, over the median of
    /// χ² with n − 1 degrees of freedom per degree. A few unstable rows, or the worse half, do not raise it as they raise the pooled one.
    /// The pooled one where the median is zero (most rows scored the same everywhere).
    /// </summary>
    public static double TypicalNoiseVariance(ReadOnlySpan<double[]> rows)
    {
        double rowCount = rows.Length, freedom = rows[0].Length - 1;
        var columnMeans = ColumnMeans(rows);
        var grand = Mean(columnMeans);
        var own = new double[rows.Length];
        for (var i = 0; i < own.Length; i++)
            own[i] = rowCount / (rowCount - 1) * SquaresAgainst(columnMeans, grand, rows[i]) / freedom;
        Array.Sort(own);
        var median = 0.5 * (own[own.Length / 2] + own[(own.Length - 1) / 2]) * freedom / ChiSquared.InvCDF(freedom, 0.5);
        return Math.Sqrt(median) <= 1e-12 * rows[0].Max(Math.Abs) ? NoiseVariance(rows) : median;
    }

    /// <summary>
    /// Variance of one row's noise against the fold effects of other rows: of the differences yⱼ − column meanⱼ, with n − 1.
    /// </summary>
    public static double NoiseVarianceAgainst(ReadOnlySpan<double[]> rows, double[] row)
    {
        var columnMeans = ColumnMeans(rows);
        return WithoutRounding(SquaresAgainst(columnMeans, Mean(columnMeans), row) / (row.Length - 1), row.Max(Math.Abs));
    }

    private static double SquaresAgainst(double[] columnMeans, double grand, double[] row)
    {
        double shift = Mean(row) - grand, squares = 0;
        for (var j = 0; j < row.Length; j++)
        {
            var residual = row[j] - columnMeans[j] - shift;
            squares += residual * residual;
        }
        return squares;
    }

    public static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }

    /// <summary>Variance with n − 1; needs two values.</summary>
    public static double Variance(ReadOnlySpan<double> values)
    {
        var mean = Mean(values);
        double squares = 0;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        return squares / (values.Length - 1);
    }

    private static double[] ColumnMeans(ReadOnlySpan<double[]> rows)
    {
        var means = new double[rows[0].Length];
        foreach (var row in rows)
            for (var j = 0; j < means.Length; j++)
                means[j] += row[j];
        for (var j = 0; j < means.Length; j++)
            means[j] /= rows.Length;
        return means;
    }

    /// <summary>Equal scores leave residuals of some 1e-16 of their size; a real spread is never that small.</summary>
    private static double WithoutRounding(double variance, double largest) => Math.Sqrt(variance) <= 1e-12 * largest ? 0 : variance;
}
