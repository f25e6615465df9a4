using MathNet.Numerics.Distributions;

namespace HpoRunner.Ranking;

/// <summary>
/// How much larger or smaller the true standard deviation may be than the pooled one: σ/s = √(ν/χ²ᵥ), by 16 quantiles of χ² with ν degrees
/// of freedom at probabilities (k + ½)/16. Averaging a normal statement over the 16 scales gives the Student statement.
/// </summary>
internal static class StudentScale
{
    public const int Count = 16;

    /// <summary>The 16 factors, largest first. Above some 2,000 degrees of freedom the search for quantiles becomes slow.</summary>
    public static double[] Factors(double degreesOfFreedom)
    {
        var factors = new double[Count];
        for (var k = 0; k < Count; k++)
            factors[k] = Math.Sqrt(degreesOfFreedom / ChiSquared.InvCDF(degreesOfFreedom, (k + 0.5) / Count));
        return factors;
    }

    /// <summary>Two-sided 95 % quantile of Student's t.</summary>
    public static double Quantile95(double degreesOfFreedom) => StudentT.InvCDF(0, 1, degreesOfFreedom, 0.975);
}
