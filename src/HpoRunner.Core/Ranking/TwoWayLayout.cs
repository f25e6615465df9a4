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
    /// Noise variance of the first rows alone, against the fold effects of all: the mean of their own variances
    /// m/(m − 1)·Σⱼ residual²/(n − 1), m rows and n columns. The pooled one where it is zero (the first scored the same everywhere).
    /// </summary>
    public static double NoiseVarianceOfFirst(ReadOnlySpan<double[]> rows, int count)
    {
        var columnMeans = ColumnMeans(rows);
        var grand = Mean(columnMeans);
        double squares = 0;
        foreach (var row in rows[..count])
            squares += SquaresAgainst(columnMeans, grand, row);
        var variance = WithoutRounding(
            squares * rows.Length / ((rows.Length - 1.0) * count * (columnMeans.Length - 1)), rows[0].Max(Math.Abs));
        return variance == 0 ? NoiseVariance(rows) : variance;
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
