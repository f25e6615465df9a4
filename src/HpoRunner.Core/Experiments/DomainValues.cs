using HpoRunner.Training;

namespace HpoRunner.Experiments;

/// <summary>The values of a domain, where they can be counted: what a grid enumerates and what a stepped range draws from.</summary>
public static class DomainValues
{
    /// <summary>How far above a whole number of steps a range may end and still hold that last step: rounding of the bounds.</summary>
    private const double StepTolerance = 1e-9;

    /// <summary>
    /// How many values there are; null when they form a continuum (a range without step and count, a normal distribution).
    /// </summary>
    public static long? Count(Domain domain) => domain switch
    {
        FixedDomain => 1,
        ChoiceDomain choice => choice.Values.Count,
        RangeDomain { Step: { } step } range => StepCount(range, step),
        RangeDomain { Count: { } count, Whole: true } range => CountedWhole(range, count).Count,
        RangeDomain { Count: { } count } => count,
        RangeDomain { Whole: true } range => (long)Math.Min(range.Max - range.Min + 1, long.MaxValue / 2),
        _ => null,
    };

    /// <summary>The value with a number from 0 to <see cref="Count"/> − 1, in the order of the file or upwards.</summary>
    public static Scalar At(Domain domain, long index) => domain switch
    {
        FixedDomain given => given.Value,
        ChoiceDomain choice => choice.Values[(int)index],
        RangeDomain { Step: { } step } range => Stepped(range, step, index),
        RangeDomain { Count: { } count, Whole: true } range => CountedWhole(range, count)[(int)index],
        RangeDomain { Count: { } count } range => Counted(range, count, index),
        RangeDomain { Whole: true } range => range.Min + index,
        _ => throw new ArgumentException("a continuum has no numbered values", nameof(domain)),
    };

    /// <summary>Whether a search of this domain can bring the value.</summary>
    public static bool Contains(Domain domain, Scalar value) => domain switch
    {
        FixedDomain given => given.Value == value,
        ChoiceDomain choice => choice.Values.Contains(value),
        RangeDomain range => value.IsNumber && value.AsNumber >= range.Min && value.AsNumber <= range.Max && (!range.Whole || value.IsWhole)
            && (range.Step is not { } step || Nearest(range, step, value.AsNumber) == value),
        NormalDomain normal => value.IsNumber && (!normal.Whole || value.IsWhole),
        _ => throw new ArgumentOutOfRangeException(nameof(domain)),
    };

    /// <summary>The smallest and largest number of the domain; null when none of its values is a number, or when some are not.</summary>
    public static (double Min, double Max)? Bounds(Domain domain) => domain switch
    {
        FixedDomain { Value.IsNumber: true } given => (given.Value.AsNumber, given.Value.AsNumber),
        ChoiceDomain choice when choice.Values.All(value => value.IsNumber) =>
            (choice.Values.Min(value => value.AsNumber), choice.Values.Max(value => value.AsNumber)),
        RangeDomain range => (range.Min, range.Max),
        NormalDomain => (double.NegativeInfinity, double.PositiveInfinity),
        _ => null,
    };

    private static long StepCount(RangeDomain range, double step) =>
        (long)Math.Min(Math.Floor(((range.Max - range.Min) / step) + StepTolerance), long.MaxValue / 2) + 1;

    private static Scalar Nearest(RangeDomain range, double step, double value) =>
        Stepped(range, step, Math.Clamp((long)Math.Round((value - range.Min) / step), 0, StepCount(range, step) - 1));

    /// <summary>
    /// Min + index · step in decimal arithmetic, so that steps of 0.1 give 0.3 and not 0.30000000000000004; in binary where the numbers
    /// are too large or too small for that.
    /// </summary>
    private static Scalar Stepped(RangeDomain range, double step, long index)
    {
        const double Largest = 1e12;
        const double Smallest = 1e-12;
        var fits =
            Math.Max(Math.Abs(range.Min), Math.Abs(range.Max)) <= Largest
            && step >= Smallest
            && (range.Min == 0 || Math.Abs(range.Min) >= Smallest);
        var value = fits ? (double)((decimal)range.Min + ((decimal)step * index)) : range.Min + (step * index);
        return Math.Min(value, range.Max);
    }

    private static Scalar Counted(RangeDomain range, int count, long index)
    {
        if (index == 0 || index == count - 1)
            return index == 0 ? range.Min : range.Max;
        var part = (double)index / (count - 1);
        return Clean(range.Log
            ? Math.Exp(Math.Log(range.Min) + (part * (Math.Log(range.Max) - Math.Log(range.Min))))
            : range.Min + (part * (range.Max - range.Min)));
    }

    /// <summary>Evenly spaced values rounded to whole ones, each once.</summary>
    private static List<Scalar> CountedWhole(RangeDomain range, int count) =>
        [.. Enumerable.Range(0, count).Select(index => Scalar.Number(Math.Round(Counted(range, count, index).AsNumber))).Distinct()];

    /// <summary>Twelve significant digits, so that a log grid from 1e-4 to 1e-1 goes through 0.001.</summary>
    private static double Clean(double value)
    {
        Scalar.TryParseNumber(value.ToString("E11", System.Globalization.CultureInfo.InvariantCulture), out var clean);
        return clean;
    }
}
