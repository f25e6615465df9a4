namespace HpoRunner.Training.Metrics;

/// <summary>mean |ŷ − y| in the target's own units; the mean over targets where there are several.</summary>
internal sealed class MeanAbsoluteError : Metric
{
    public override double Measure(in Predictions predictions)
    {
        var sum = 0.0;
        for (var row = 0; row < predictions.RowCount; row++)
        {
            var predicted = predictions.Row(row);
            for (var target = 0; target < predicted.Length; target++)
                sum += Math.Abs(predicted[target] - (double)predictions.Truth.Targets[row * predicted.Length + target]);
        }
        return sum / ((double)predictions.RowCount * predictions.Width);
    }
}
