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

    private const double LeadersReach = 0.6;
    private const double LeastWeight = 0.03;
    private const double LeadersFactor = 1.6;

    /// <summary>v: variance of one configuration's mean over so many scores.</summary>
    public static double VarianceOfMean(double noiseVariance, int scoreCount) => noiseVariance * (1.0 / scoreCount + Correlation);

    /// <summary>
    /// Finds the set. Rows and means are by rank, higher is better; needs three rows and two scores each. A set that swings between two
    /// sizes for 20 rounds stays at the last. Where all of a set have the same scores, as where all rows are right, they tell nothing of
    /// the noise, and the next best joins them.
    /// </summary>
    public static CompetitiveSet Find(ReadOnlySpan<double[]> rows, ReadOnlySpan<double> means)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows.Length, SmallestCount);
        var count = Math.Max(SmallestCount, rows.Length / 2);
        var least = SmallestCount;
        var variance = TwoWayLayout.NoiseVariance(rows[..count]);
        for (var round = 0; round < RoundLimit; round++)
        {
            var threshold = means[0] - 3 * Math.Sqrt(2 * VarianceOfMean(variance, rows[0].Length));
            var kept = least;
            while (kept < means.Length && means[kept] >= threshold)
                kept++;
            if (variance == 0 && kept < means.Length)
                least = ++kept;
            if (kept == count)
                break;
            count = kept;
            variance = TwoWayLayout.NoiseVariance(rows[..count]);
        }
        return new CompetitiveSet(count, variance);
    }

    /// <summary>
    /// Variance of a mean for the question who is the best, 1.6·σ²/n, with the noise of the leaders: in the two-way layout a trial that is d
    /// errors √(2σ²/n) behind the best mean counts exp(−d/0.6) times, 0.03 at least. Better trials are steadier, and good ones, which are
    /// alike, take a fold alike: what they share there is no noise between them. The factor pays for a noise that is itself an
    /// estimate. All three numbers were chosen on samples with known truth: docs/statistics.md.
    /// </summary>
    public double VarianceAmongLeaders(ReadOnlySpan<double[]> rows, ReadOnlySpan<double> means)
    {
        if (NoiseVariance == 0)
            return 0;
        var scoreCount = rows[0].Length;
        var reach = LeadersReach * Math.Sqrt(2 * NoiseVariance / scoreCount);
        var weights = new double[Count];
        for (var i = 0; i < Count; i++)
            weights[i] = Math.Max(Math.Exp((means[i] - means[0]) / reach), LeastWeight);
        return LeadersFactor * TwoWayLayout.NoiseVariance(rows[..Count], weights) / scoreCount;
    }
}
