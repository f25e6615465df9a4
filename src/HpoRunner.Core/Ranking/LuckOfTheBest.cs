namespace HpoRunner.Ranking;

/// <summary>
/// How far ahead of the baseline the best of many candidates gets by luck alone. If all K candidates were as good as the baseline, the best
/// would still lead by some gap; the chance that it leads by at least the gap seen is
/// p = 1 − E_S ∫ φ(z) Φ((gap·S + √v₀·z)/√v)ᴷ dz, with S² = χ²ᵥ/ν because the noise is estimated with ν degrees of freedom.
/// The maximum over candidates stands inside, so nothing needs correcting for their number afterwards.
/// Source: Dunnett 1955, many treatments against one control, one-sided; here with the variance of this ranking (ρ included) and with a
/// baseline that may be noisier than the candidates. Candidates are taken as independent, which errs on the careful side.
/// </summary>
internal static class LuckOfTheBest
{
    private const double NormalStep = 0.15;
    private const double NormalReach = 7.5;
    private const int ScalePoints = 150;

    /// <summary>
    /// p in [0, 1]. Without noise a gap above zero cannot be luck: 0, otherwise 1.
    /// </summary>
    /// <param name="gap">Best candidate's mean minus the baseline's, + is better.</param>
    /// <param name="variance">v, of a candidate's mean.</param>
    /// <param name="baselineVariance">v₀, of the baseline's mean.</param>
    /// <param name="candidateCount">K, all that could have been picked, not only the competitive ones.</param>
    /// <param name="degreesOfFreedom">ν of the pooled noise.</param>
    public static double Chance(double gap, double variance, double baselineVariance, int candidateCount, double degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(candidateCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degreesOfFreedom);
        if (variance == 0)
            return gap > 0 ? 0 : 1;
        // In d = ln(χ²/ν) the density is exp(ν/2·(d − eᵈ)) up to a constant, smooth and without a singularity at any ν.
        var lower = -80 / degreesOfFreedom - Math.Sqrt(160 / degreesOfFreedom);
        var step = (Math.Sqrt(160 / degreesOfFreedom) - lower) / ScalePoints;
        double weights = 0, below = 0;
        for (var k = 0; k <= ScalePoints; k++)
        {
            var d = lower + k * step;
            var weight = Math.Exp(0.5 * degreesOfFreedom * (d + 1 - Math.Exp(d)));
            weights += weight;
            if (weight > 1e-14)
                below += weight * ChanceBelow(gap * Math.Exp(0.5 * d), Math.Sqrt(variance), Math.Sqrt(baselineVariance), candidateCount);
        }
        return Math.Clamp(1 - below / weights, 0, 1);
    }

    /// <summary>∫ φ(z) Φ((gap + deviation₀·z)/deviation)ᴷ dz by the trapezoidal rule.</summary>
    private static double ChanceBelow(double gap, double deviation, double baselineDeviation, int candidateCount)
    {
        double sum = 0;
        for (var z = -NormalReach; z <= NormalReach; z += NormalStep)
            sum +=
                StandardNormal.Density(z) * Math.Pow(StandardNormal.Cumulative((gap + baselineDeviation * z) / deviation), candidateCount);
        return sum * NormalStep;
    }
}
