using MathNet.Numerics.Distributions;

namespace HpoRunner.Ranking;

/// <summary>Quantiles of Student's t, for intervals.</summary>
internal static class StudentQuantile
{
    /// <summary>Two-sided 95 % quantile, by MathNet's search.</summary>
    public static double TwoSided95(double degreesOfFreedom) => StudentT.InvCDF(0, 1, degreesOfFreedom, 0.975);
}
