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
    public static double NoiseVariance(ReadOnlySpan<double[]> rows) => NoiseVariance(rows, Ones(rows.Length));

    /// <summary>
    /// The same where row i counts wᵢ times, in what folds have in common and in the noise: Σᵢ wᵢ Σⱼ rᵢⱼ² / ((columns − 1)(W − Σw²/W)),
    /// W = Σw, r the residuals against the weighted column means. Unbiased: E Σⱼ rᵢⱼ² = (columns − 1)σ²(1 − 2wᵢ/W + Σw²/W²). Weights of 0
    /// and 1 give the layout of some rows alone. Two weights at least must not be 0.
    /// </summary>
    public static double NoiseVariance(ReadOnlySpan<double[]> rows, ReadOnlySpan<double> weights)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows.Length, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows[0].Length, 2);
        var columnMeans = ColumnMeans(rows, weights);
        var grand = Mean(columnMeans);
        double squares = 0, total = 0, totalOfSquares = 0, largest = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            squares += weights[i] * SquaresAgainst(columnMeans, grand, rows[i]);
            total += weights[i];
            totalOfSquares += weights[i] * weights[i];
            largest = Math.Max(largest, weights[i] * rows[i].Max(Math.Abs));
        }
        return WithoutRounding(squares / ((columnMeans.Length - 1) * (total - totalOfSquares / total)), largest);
    }

    /// <summary>
    /// Variance of one row's noise against the fold effects of other rows: of the differences yⱼ − column meanⱼ, with n − 1.
    /// </summary>
    public static double NoiseVarianceAgainst(ReadOnlySpan<double[]> rows, double[] row)
    {
        var columnMeans = ColumnMeans(rows, Ones(rows.Length));
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

    private static double[] ColumnMeans(ReadOnlySpan<double[]> rows, ReadOnlySpan<double> weights)
    {
        var means = new double[rows[0].Length];
        double total = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            total += weights[i];
            for (var j = 0; j < means.Length; j++)
                means[j] += weights[i] * rows[i][j];
        }
        for (var j = 0; j < means.Length; j++)
            means[j] /= total;
        return means;
    }

    private static double[] Ones(int count)
    {
        var ones = new double[count];
        ones.AsSpan().Fill(1);
        return ones;
    }

    /// <summary>Equal scores leave residuals of some 1e-16 of their size; a real spread is never that small.</summary>
    private static double WithoutRounding(double variance, double largest) => Math.Sqrt(variance) <= 1e-12 * largest ? 0 : variance;
}
