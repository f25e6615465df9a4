namespace HpoRunner.Training.Metrics;

/// <summary>
/// F1 = 2·right/(predicted + actual) per class, averaged without weights over the classes that occur among the rows or the predictions
/// (as scikit-learn's f1_score with average="macro"). A class that is never right counts 0.
/// </summary>
internal sealed class MacroF1 : Metric
{
    public override double Measure(in Predictions predictions)
    {
        var right = new int[predictions.Width];
        var occurrences = new int[predictions.Width];
        for (var row = 0; row < predictions.RowCount; row++)
        {
            var predicted = predictions.PredictedClass(row);
            var actual = predictions.Truth.Classes[row];
            occurrences[predicted]++;
            occurrences[actual]++;
            if (predicted == actual)
                right[actual]++;
        }
        return Of(right, occurrences);
    }

    /// <summary>From the right rows of each class, and the rows of each plus the predictions of each.</summary>
    internal static double Of(ReadOnlySpan<int> right, ReadOnlySpan<int> occurrences)
    {
        var sum = 0.0;
        var classes = 0;
        for (var i = 0; i < occurrences.Length; i++)
        {
            if (occurrences[i] == 0)
                continue;
            sum += 2.0 * right[i] / occurrences[i];
            classes++;
        }
        return sum / classes;
    }
}
