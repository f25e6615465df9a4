namespace HpoRunner.Training.Metrics;

/// <summary>
/// 1 − Σ(ŷ − y)²/Σ(y − ȳ)², the mean over targets where there are several; negative when worse than the mean ȳ of these rows.
/// A constant target gives 1 when predicted exactly, else 0 (as scikit-learn's r2_score,
/// which has NaN for a single row).
/// </summary>
internal sealed class RSquared : Metric
{
    public override double Measure(in Predictions predictions)
    {
        if (predictions.RowCount == 0)
            return double.NaN;
        var sum = 0.0;
        for (var target = 0; target < predictions.Width; target++)
        {
            var residual = RootMeanSquaredError.SquaredErrors(predictions, target);
            var total = SquaresAroundMean(predictions, target);
            sum += total > 0 ? 1 - residual / total : residual == 0 ? 1 : 0;
        }
        return sum / predictions.Width;
    }

    private static double SquaresAroundMean(in Predictions predictions, int target)
    {
        var truth = predictions.Truth.Targets;
        var mean = 0.0;
        for (var i = target; i < truth.Length; i += predictions.Width)
            mean += truth[i];
        mean /= predictions.RowCount;
        var sum = 0.0;
        for (var i = target; i < truth.Length; i += predictions.Width)
            sum += (truth[i] - mean) * (truth[i] - mean);
        return sum;
    }
}
