namespace HpoRunner.Reports.Charts;

/// <summary>
/// Round steps: 1, 2 or 5 times a power of ten. The step is the one whose ratio to range / count is nearest on the log scale, that
/// is with borders at √2, √10 and √50 (the rule of d3-array's ticks, Bostock).
/// </summary>
internal static class NiceTicks
{
    /// <summary>The step for about <paramref name="count"/> ticks over a positive, finite range.</summary>
    public static (double Mantissa, int Exponent) Step(double range, int count)
    {
        var raw = range / Math.Max(1, count);
        var exponent = (int)Math.Floor(Math.Log10(raw));
        var ratio = raw / Math.Pow(10, exponent);
        var mantissa = ratio >= Math.Sqrt(50) ? 10 : ratio >= Math.Sqrt(10) ? 5 : ratio >= Math.Sqrt(2) ? 2 : 1;
        return mantissa == 10 ? (1, exponent + 1) : (mantissa, exponent);
    }

    /// <summary>
    /// All multiples of the step from low to high, computed as whole numbers so that 0.3 is 0.3. Empty unless low &lt; high.
    /// </summary>
    public static IReadOnlyList<double> Between(double low, double high, int count, out int decimals)
    {
        decimals = 0;
        if (!(high > low) || !double.IsFinite(high - low))
            return [];
        var (mantissa, exponent) = Step(high - low, count);
        decimals = Math.Max(0, -exponent);
        // A quotient is exact where a product with 0.1 is not.
        var power = Math.Pow(10, Math.Abs(exponent));
        double Value(double k) => exponent < 0 ? k * mantissa / power : k * mantissa * power;
        var unit = exponent < 0 ? mantissa / power : mantissa * power;
        var first = Math.Ceiling((low / unit) - 1e-9);
        var last = Math.Floor((high / unit) + 1e-9);
        var ticks = new List<double>();
        for (var k = first; k <= last; k++)
            ticks.Add(Value(k));
        return ticks;
    }
}
