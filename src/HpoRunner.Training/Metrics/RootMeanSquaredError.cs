namespace HpoRunner.Training.Metrics;

/// <summary>√(mean (ŷ − y)²) in the target's own units; the mean over targets where there are several.</summary>
internal sealed class RootMeanSquaredError : Metric
{
    public override double Measure(in Predictions predictions)
    {
        var sum = 0.0;
        for (var target = 0; target < predictions.Width; target++)
            sum += Math.Sqrt(SquaredErrors(predictions, target) / predictions.RowCount);
        return sum / predictions.Width;
    }

    /// <summary>Σ (ŷ − y)² over the rows of one target.</summary>
    internal static double SquaredErrors(in Predictions predictions, int target)
    {
        var sum = 0.0;
        for (var row = 0; row < predictions.RowCount; row++)
        {
            var error = predictions.Row(row)[target] - (double)predictions.Truth.Targets[row * predictions.Width + target];
            sum += error * error;
        }
        return sum;
    }
}
