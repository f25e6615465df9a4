namespace HpoRunner.Ranking;

/// <summary>Density and distribution of the standard normal, quick enough for quadrature over thousands of configurations.</summary>
internal static class StandardNormal
{
    private const double InverseRootTwoPi = 0.398942280401432677939946;

    public static double Density(double z) => InverseRootTwoPi * Math.Exp(-0.5 * z * z);

    public static double Cumulative(double z) => Cumulative(z, out _);

    /// <summary>
    /// Φ(z) with φ(z) beside it, since both need the same exponential. Absolute error below 1e-15; relative error below 1e-8 in the lower
    /// tail. Source: Hart et al. 1968, algorithm 5666, in the double-precision form given by West 2005: a ratio of polynomials up to |z|
    /// = 10/√2, a continued fraction beyond.
    /// </summary>
    public static double Cumulative(double z, out double density)
    {
        var x = Math.Abs(z);
        var exponential = Math.Exp(-0.5 * x * x);
        density = InverseRootTwoPi * exponential;
        var tail = x < 7.07106781186547 ? exponential * HartRatio(x) : density / TailFraction(x);
        return z > 0 ? 1 - tail : tail;
    }

    private static double HartRatio(double x)
    {
        var numerator = 3.52624965998911e-02 * x + 0.700383064443688;
        numerator = numerator * x + 6.37396220353165;
        numerator = numerator * x + 33.912866078383;
        numerator = numerator * x + 112.079291497871;
        numerator = numerator * x + 221.213596169931;
        numerator = numerator * x + 220.206867912376;
        var denominator = 8.83883476483184e-02 * x + 1.75566716318264;
        denominator = denominator * x + 16.064177579207;
        denominator = denominator * x + 86.7807322029461;
        denominator = denominator * x + 296.564248779674;
        denominator = denominator * x + 637.333633378831;
        denominator = denominator * x + 793.826512519948;
        denominator = denominator * x + 440.413735824752;
        return numerator / denominator;
    }

    /// <summary>φ(x)/(1 − Φ(x)) ≈ x + 1/(x + 2/(x + 3/(x + …))), Laplace's continued fraction, 8 levels.</summary>
    private static double TailFraction(double x)
    {
        var fraction = x + 0.65;
        for (var level = 8; level >= 1; level--)
            fraction = x + level / fraction;
        return fraction;
    }
}
