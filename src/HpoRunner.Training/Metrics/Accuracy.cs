namespace HpoRunner.Training.Metrics;

/// <summary>Share of rows whose predicted class is the right one.</summary>
internal sealed class Accuracy : Metric
{
    public override double Measure(in Predictions predictions)
    {
        var right = 0;
        for (var row = 0; row < predictions.RowCount; row++)
            if (predictions.PredictedClass(row) == predictions.Truth.Classes[row])
                right++;
        return (double)right / predictions.RowCount;
    }
}
