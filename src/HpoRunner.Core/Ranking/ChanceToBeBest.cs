namespace HpoRunner.Ranking;

/// <summary>
/// The chance of each configuration to have the largest true mean, when true means are independent and normal with one standard
/// deviation s around their shrunk means μᵢ, and s is known up to the Student scale:
/// chanceᵢ = average over 16 scales (the shrunk means stay as they are) of ∫ φ((x − μᵢ)/s)/s · Π_{j≠i} Φ((x − μⱼ)/s) dx.
/// With P(x) = Π Φⱼ(x) the integrand is P(x)·φᵢ/(sΦᵢ), so all chances need one pass over the configurations per point.
/// </summary>
/// <remarks>
/// The integrand is smooth and vanishes at both ends, where the trapezoidal rule converges faster than any power; steps of a tenth of s
/// leave an error below 1e-8 up to 10,000 equal configurations. Points run down from the top and end where P is nothing.
/// </remarks>
internal static class ChanceToBeBest
{
    private const double Step = 0.1;
    private const double Reach = 8.5;
    private const double Negligible = 1e-16;

    /// <summary>
    /// Chances in the order of <paramref name="means"/>; they sum to 1. With no spread the largest means share the chance equally.
    /// Equal means get equal chances, bit by bit.
    /// </summary>
    public static double[] Of(ReadOnlySpan<double> means, double standardDeviation, double degreesOfFreedom)
    {
        var chances = new double[means.Length];
        if (means.Length == 0)
            return chances;
        var largest = means[0];
        foreach (var mean in means)
            largest = Math.Max(largest, mean);
        if (standardDeviation == 0)
            ShareEqually(means, largest, chances);
        else
            foreach (var factor in StudentScale.Factors(degreesOfFreedom))
                AddChances(means, largest, standardDeviation * factor, chances);
        Normalize(chances);
        return chances;
    }

    private static void AddChances(ReadOnlySpan<double> means, double largest, double deviation, Span<double> chances)
    {
        var hazards = new double[means.Length];
        for (var z = Reach; z >= -Reach; z -= Step)
        {
            var x = largest + z * deviation;
            var product = 1.0;
            for (var i = 0; i < means.Length; i++)
            {
                var below = StandardNormal.Cumulative((x - means[i]) / deviation, out var density);
                product *= below;
                hazards[i] = density / below;
            }
            // P only falls on the way down; its hazards grow no faster than the count.
            if (product * means.Length < Negligible)
                return;
            for (var i = 0; i < means.Length; i++)
                chances[i] += product * hazards[i];
        }
    }

    private static void ShareEqually(ReadOnlySpan<double> means, double largest, Span<double> chances)
    {
        for (var i = 0; i < means.Length; i++)
            chances[i] = means[i] == largest ? 1 : 0;
    }

    private static void Normalize(Span<double> chances)
    {
        double sum = 0;
        foreach (var chance in chances)
            sum += chance;
        for (var i = 0; i < chances.Length; i++)
            chances[i] /= sum;
    }
}
