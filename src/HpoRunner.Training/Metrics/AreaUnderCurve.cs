using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Metrics;

/// <summary>
/// Area under the receiver operating characteristic of two classes: the chance that a row of the second class gets a higher
/// probability of being one than a row of the first class, ties counting half (Mann and Whitney 1947; scikit-learn's roc_auc_score).
/// Rows of one class alone leave nothing to order and give ½, where scikit-learn raises an error; NaN without rows or when a probability is
/// NaN.
/// </summary>
internal sealed class AreaUnderCurve : Metric
{
    public override double Measure(in Predictions predictions)
    {
        var scores = new float[predictions.RowCount];
        var classes = new int[predictions.RowCount];
        for (var row = 0; row < scores.Length; row++)
        {
            scores[row] = predictions.Row(row)[1];
            classes[row] = predictions.Truth.Classes[row];
        }
        if (scores.Length == 0 || !VectorMath.AllFinite(scores))
            return double.NaN;
        Array.Sort(scores, classes);
        double positives = classes.Count(label => label == 1);
        var negatives = scores.Length - positives;
        return positives == 0 || negatives == 0
            ? 0.5
            : (RankSum(scores, classes) - positives * (positives + 1) / 2) / (positives * negatives);
    }

    /// <summary>Sum of the ranks, from 1, of the second class; equal scores share the mean of their ranks.</summary>
    private static double RankSum(float[] scores, int[] classes)
    {
        var sum = 0.0;
        for (var first = 0; first < scores.Length;)
        {
            var next = first + 1;
            while (next < scores.Length && scores[next] == scores[first])
                next++;
            sum += classes.AsSpan(first, next - first).Count(1) * ((first + 1 + next) / 2.0);
            first = next;
        }
        return sum;
    }
}
