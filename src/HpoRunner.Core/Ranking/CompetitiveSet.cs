namespace HpoRunner.Ranking;

/// <summary>
/// The trials that noise is pooled over. Bad configurations are noisier than good ones, so they must not tell how sure the winner is.
/// The set starts as the better half and becomes all trials within 3√(2v) of the best mean, v = σ²(1/n + ρ), until it stays the same.
/// </summary>
/// <param name="Count">Size; the set is always the first <paramref name="Count"/> trials by rank.</param>
/// <param name="NoiseVariance">σ² pooled over the set.</param>
internal readonly record struct CompetitiveSet(int Count, double NoiseVariance)
{
    /// <summary>
    /// ρ, correlation between the scores of one configuration that is no noise of folds: training sets overlap, so more folds do not
    /// make a mean arbitrarily sure. Chosen on samples with known truth: tests/scripts/ranking_simulation.py.
    /// </summary>
    public const double Correlation = 0.1;

    private const int SmallestCount = 3;
    private const int RoundLimit = 20;

    private const int FewestLeaders = 3;

    /// <summary>v: variance of one configuration's mean over so many scores.</summary>
    public static double VarianceOfMean(double noiseVariance, int scoreCount) => noiseVariance * (1.0 / scoreCount + Correlation);

    /// <summary>
    /// Finds the set. Rows and means are by rank, higher is better; needs three rows and two scores each. A set that swings between two
    /// sizes for 20 rounds stays at the last.
    /// </summary>
    public static CompetitiveSet Find(ReadOnlySpan<double[]> rows, ReadOnlySpan<double> means)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows.Length, SmallestCount);
        var count = Math.Max(SmallestCount, rows.Length / 2);
        var variance = TwoWayLayout.NoiseVariance(rows[..count]);
        for (var round = 0; round < RoundLimit; round++)
        {
            var threshold = means[0] - 3 * Math.Sqrt(2 * VarianceOfMean(variance, rows[0].Length));
            var kept = SmallestCount;
            while (kept < means.Length && means[kept] >= threshold)
                kept++;
            if (kept == count)
                break;
            count = kept;
            variance = TwoWayLayout.NoiseVariance(rows[..count]);
        }
        return new CompetitiveSet(count, variance);
    }

    /// <summary>
    /// Variance of a mean for the question who is the best: v with the noise of the leaders, those within 1.5√(2σ²/n) of the best mean
    /// (three at least). Better trials are steadier, so the noise of the whole set would make the leaders look unsure.
    /// </summary>
    public double VarianceAmongLeaders(ReadOnlySpan<double[]> rows, ReadOnlySpan<double> means)
    {
        var scoreCount = rows[0].Length;
        var threshold = means[0] - 1.5 * Math.Sqrt(2 * NoiseVariance / scoreCount);
        var leaders = Math.Min(FewestLeaders, Count);
        while (leaders < Count && means[leaders] >= threshold)
            leaders++;
        return VarianceOfMean(TwoWayLayout.NoiseVarianceOfFirst(rows[..Count], leaders), scoreCount);
    }
}
