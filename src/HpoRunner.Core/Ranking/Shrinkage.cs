namespace HpoRunner.Ranking;

/// <summary>
/// Empirical-Bayes shrinkage of means that were observed with the same noise. True means are taken to be normal around their centre
/// with variance τ² = max(variance of the means − v, v/20); then each is, given what was observed, normal with
/// mean centre + w(mean − centre) and variance v·w, w = τ²/(τ² + v). The largest mean is pulled most: it was the luckiest.
/// Source: Efron and Morris 1973, the normal–normal model with τ² by moments; the floor v/20 is ours and keeps an order among
/// configurations that differ less than noise would make them.
/// </summary>
/// <param name="Center">Mean of the means.</param>
/// <param name="Weight">w in (0, 1]; 1 without noise.</param>
/// <param name="Variance">v·w, of each true mean around its shrunk one.</param>
internal readonly record struct Shrinkage(double Center, double Weight, double Variance)
{
    /// <summary>Needs two means; <paramref name="variance"/> is v, of one mean's noise.</summary>
    public static Shrinkage Of(ReadOnlySpan<double> means, double variance)
    {
        var center = TwoWayLayout.Mean(means);
        if (variance == 0)
            return new Shrinkage(center, 1, 0);
        var spread = Math.Max(TwoWayLayout.Variance(means) - variance, variance / 20);
        var weight = spread / (spread + variance);
        return new Shrinkage(center, weight, variance * weight);
    }

    public double Shrink(double mean) => Weight == 1 ? mean : Center + Weight * (mean - Center);
}
