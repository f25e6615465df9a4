namespace HpoRunner.Training.Metrics;

/// <summary>
/// Mean over the classes that occur among the rows of the share of their rows that are predicted right (recall), as scikit-learn's
/// balanced_accuracy_score: a class counts the same however rare it is.
/// </summary>
internal sealed class BalancedAccuracy : Metric
{
    public override double Measure(in Predictions predictions)
    {
        var right = new int[predictions.Width];
        var actual = new int[predictions.Width];
        for (var row = 0; row < predictions.RowCount; row++)
        {
            var truth = predictions.Truth.Classes[row];
            actual[truth]++;
            if (predictions.PredictedClass(row) == truth)
                right[truth]++;
        }
        return Of(right, actual);
    }

    /// <summary>From the rows of each class, and those of them that are right.</summary>
    internal static double Of(ReadOnlySpan<int> right, ReadOnlySpan<int> actual)
    {
        var sum = 0.0;
        var classes = 0;
        for (var i = 0; i < actual.Length; i++)
        {
            if (actual[i] == 0)
                continue;
            sum += (double)right[i] / actual[i];
            classes++;
        }
        return sum / classes;
    }
}
