namespace HpoRunner.Training.Schedules;

/// <summary>xⁿ for whole n ≥ 0 by repeated squaring: products alone, so the same bits on every machine.</summary>
internal static class Power
{
    public static double Of(double x, long n)
    {
        var result = 1.0;
        for (; n > 0; n >>= 1, x *= x)
        {
            if ((n & 1) != 0)
                result *= x;
        }
        return result;
    }
}
