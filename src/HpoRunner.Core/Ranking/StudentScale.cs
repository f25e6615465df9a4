using MathNet.Numerics.Distributions;

namespace HpoRunner.Ranking;

/// <summary>
/// How much larger or smaller the true standard deviation may be than the pooled one: σ/s = √(ν/χ²ᵥ), by 16 quantiles of χ² with ν degrees
/// of freedom at probabilities (k + ½)/16. Averaging a normal statement over the 16 scales gives the Student statement.
/// </summary>
internal static class StudentScale
{
    public const int Count = 16;

    /// <summary>The 16 factors, largest first.</summary>
    public static double[] Factors(double degreesOfFreedom)
    {
        var factors = new double[Count];
        for (var k = 0; k < Count; k++)
            factors[k] = Math.Sqrt(degreesOfFreedom / ChiSquareQuantile(degreesOfFreedom, (k + 0.5) / Count));
        return factors;
    }

    /// <summary>Two-sided 95 % quantile of Student's t.</summary>
    public static double Quantile95(double degreesOfFreedom) => StudentT.InvCDF(0, 1, degreesOfFreedom, 0.975);

    /// <summary>
    /// Quantile of χ². Above 2,000 degrees of freedom by Wilson and Hilferty 1931, ν(1 − 2/(9ν) + z√(2/(9ν)))³, whose relative error is
    /// below 1e-6 there and where the exact search becomes slow.
    /// </summary>
    private static double ChiSquareQuantile(double degreesOfFreedom, double probability)
    {
        if (degreesOfFreedom <= 2000)
            return ChiSquared.InvCDF(degreesOfFreedom, probability);
        var ninth = 2 / (9 * degreesOfFreedom);
        return degreesOfFreedom * Math.Pow(1 - ninth + Normal.InvCDF(0, 1, probability) * Math.Sqrt(ninth), 3);
    }
}
