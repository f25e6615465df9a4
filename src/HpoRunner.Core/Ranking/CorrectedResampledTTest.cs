using MathNet.Numerics.Distributions;

namespace HpoRunner.Ranking;

/// <summary>
/// Corrected resampled t-test for two trials, or two runs, scored on the same splits: with the differences d of J splits,
/// t = d̄ / √(s²(1/J + n_test/n_train)) with J − 1 degrees of freedom. The second term pays for overlapping training sets, which the plain
/// paired t-test forgets. Source: Nadeau and Bengio 2003, section 4.1.1.
/// </summary>
/// <param name="Gap">d̄, first minus second, + is better for the first.</param>
/// <param name="StandardError">√(s²(1/J + n_test/n_train)).</param>
/// <param name="Statistic">t; ±∞ when all differences are the same and not 0, 0 when all are 0.</param>
/// <param name="DegreesOfFreedom">J − 1.</param>
/// <param name="PValue">Two-sided.</param>
/// <param name="Low">Lower end of the 95 % interval of the gap.</param>
/// <param name="High">Upper end.</param>
internal sealed record CorrectedResampledTTest(
    double Gap, double StandardError, double Statistic, int DegreesOfFreedom, double PValue, double Low, double High)
{
    /// <summary>Needs two scores, the same splits in the same order, and finite numbers.</summary>
    /// <param name="first">Score by split.</param>
    /// <param name="second">Score by split.</param>
    /// <param name="testToTrain">n_test/n_train: 1/(k − 1) for k folds, repeated or not.</param>
    /// <param name="maximize">Whether higher scores are better.</param>
    public static CorrectedResampledTTest Of(IReadOnlyList<double> first, IReadOnlyList<double> second, double testToTrain, bool maximize)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Count, first.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(first.Count, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(testToTrain);
        var differences = first.Zip(second, (a, b) => maximize ? a - b : b - a).ToArray();
        var gap = TwoWayLayout.Mean(differences);
        var variance = TwoWayLayout.Variance(differences);
        var freedom = differences.Length - 1;
        // Equal differences of unequal scores leave a rounding error of about 1e-16 of the scores.
        if (Math.Sqrt(variance) <= 1e-12 * first.Concat(second).Max(Math.Abs))
            return WithoutNoise(gap, freedom, first.Concat(second).Max(Math.Abs));
        var error = Math.Sqrt(variance * (1.0 / differences.Length + testToTrain));
        var statistic = gap / error;
        var half = StudentQuantile.TwoSided95(freedom) * error;
        var pValue = 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(statistic));
        return new CorrectedResampledTTest(gap, error, statistic, freedom, pValue, gap - half, gap + half);
    }

    private static CorrectedResampledTTest WithoutNoise(double gap, int freedom, double largest) => Math.Abs(gap) <= 1e-12 * largest
        ? new CorrectedResampledTTest(gap, 0, 0, freedom, 1, gap, gap)
        : new CorrectedResampledTTest(gap, 0, gap > 0 ? double.PositiveInfinity : double.NegativeInfinity, freedom, 0, gap, gap);
}
