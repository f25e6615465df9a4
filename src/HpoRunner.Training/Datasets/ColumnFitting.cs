namespace HpoRunner.Training.Datasets;

/// <summary>
/// Takes from the training rows what a column needs. Missing numbers are filled first and scaled with the others, as scikit-learn does
/// with an imputer before a scaler, so filled rows count in mean and deviation.
/// </summary>
internal static class ColumnFitting
{
    public static FittedNumbers Fit(NumericColumn column, ReadOnlySpan<int> rows, PreprocessingSettings settings)
    {
        var values = new double[rows.Length];
        var known = 0;
        foreach (var row in rows)
        {
            if (!column.IsMissing(row))
                values[known++] = column[row];
        }
        var sorted = values.AsSpan(0, known).ToArray();
        Array.Sort(sorted);
        var fill = Fill(values.AsSpan(0, known), sorted, settings.Impute);
        if (known < rows.Length)
        {
            values.AsSpan(known).Fill(fill);
            sorted = [.. values];
            Array.Sort(sorted);
        }
        var (centre, scale) = Scale(values, sorted, settings.Scale);
        return new FittedNumbers(column.Name, fill, centre, scale);
    }

    public static FittedCategories Fit(CategoricalColumn column, ReadOnlySpan<int> rows)
    {
        var counts = new int[column.Categories.Count];
        foreach (var row in rows)
        {
            if (!column.IsMissing(row))
                counts[column[row]]++;
        }
        var seen = Enumerable.Range(0, counts.Length).Where(code => counts[code] > 0).Select(code => column.Categories[code]).ToArray();
        var fill = seen.Length == 0 ? null : column.Categories[Array.IndexOf(counts, counts.Max())];
        return new FittedCategories(column.Name, seen, fill);
    }

    /// <summary>0 when no value is known at all.</summary>
    private static double Fill(ReadOnlySpan<double> values, double[] sorted, ImputeMethod method) => method switch
    {
        _ when sorted.Length == 0 => 0,
        ImputeMethod.Median => Quantile(sorted, 0.5),
        ImputeMethod.Mean => Mean(values),
        ImputeMethod.MostFrequent => MostFrequent(sorted),

        // Never used: a missing value is refused before it gets here.
        ImputeMethod.Error => 0,
        _ => throw new ArgumentOutOfRangeException(nameof(method)),
    };

    /// <summary>A column without spread has scale 1 and becomes zeros.</summary>
    private static (double Centre, double Scale) Scale(double[] values, double[] sorted, ScaleMethod method)
    {
        if (method == ScaleMethod.None)
            return (0, 1);
        if (values.Length == 0 || sorted[0] == sorted[^1])
            return (values.Length == 0 ? 0 : sorted[0], 1);
        var (centre, scale) = method switch
        {
            ScaleMethod.Standard => MeanAndDeviation(values),
            ScaleMethod.MinMax => (sorted[0], sorted[^1] - sorted[0]),
            ScaleMethod.Robust => (Quantile(sorted, 0.5), Quantile(sorted, 0.75) - Quantile(sorted, 0.25)),
            _ => throw new ArgumentOutOfRangeException(nameof(method)),
        };
        return (centre, scale == 0 ? 1 : scale);
    }

    /// <summary>Mean, and √(Σ(x − mean)² / n).</summary>
    private static (double Mean, double Deviation) MeanAndDeviation(double[] values)
    {
        var mean = Mean(values);
        var squares = 0.0;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        return (mean, Math.Sqrt(squares / values.Length));
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }

    /// <summary>
    /// The value at place share · (n − 1), between two neighbours in proportion (numpy's "linear"; type 7 of Hyndman and Fan 1996).
    /// </summary>
    private static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
    }

    private static double MostFrequent(double[] sorted)
    {
        var (best, longest, run) = (sorted[0], 1, 1);
        for (var i = 1; i < sorted.Length; i++)
        {
            run = sorted[i] == sorted[i - 1] ? run + 1 : 1;
            if (run > longest)
                (best, longest) = (sorted[i], run);
        }
        return best;
    }
}
