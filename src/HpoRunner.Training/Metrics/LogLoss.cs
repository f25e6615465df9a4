using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Metrics;

/// <summary>
/// Mean over rows of −ln p, p the probability given to the row's class, but at least 1e-15: the clipping of scikit-learn's log_loss
/// before 1.2, so one certain error costs 34.5 and not infinity (36.0 there since, where the least p is the numbers' own 2.2e-16). The loss
/// of training itself is not clipped.
/// </summary>
internal sealed class LogLoss : Metric
{
    private const double Smallest = 1e-15;

    public override double Measure(in Predictions predictions)
    {
        var sum = 0.0;
        for (var row = 0; row < predictions.RowCount; row++)
            sum -= Elementary.Log(Math.Max(predictions.Row(row)[predictions.Truth.Classes[row]], Smallest));
        return sum / predictions.RowCount;
    }
}
