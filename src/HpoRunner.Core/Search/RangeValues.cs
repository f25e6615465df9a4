using System.Globalization;
using HpoRunner.Experiments;
using HpoRunner.Training;

namespace HpoRunner.Search;

/// <summary>
/// A value of a range from a share of its length on its scale. Real values are rounded to six significant digits: they read well, a
/// file that repeats them gets the same configuration, and the last bit of a C library's exponential does not show.
/// </summary>
internal static class RangeValues
{
    private const int SignificantDigits = 6;

    /// <param name="share">
    /// Position on the scale, in [0, 1). Each whole number or step gets an equal part of a linear scale, its part of the logarithm on
    /// a log scale.
    /// </param>
    public static Scalar FromShare(RangeDomain range, double share)
    {
        if (range.Step is { } step)
        {
            var last = DomainValues.Count(range)!.Value - 1;
            var index = range.Log
                ? Math.Round((Interpolate(range.Min, range.Max, true, share) - range.Min) / step)
                : Math.Floor(share * (last + 1));
            return DomainValues.At(range, Math.Clamp((long)index, 0, last));
        }
        if (!range.Whole)
            return Math.Clamp(Round(Interpolate(range.Min, range.Max, range.Log, share)), range.Min, range.Max);
        // Half a unit on either side gives the bounds the same chance as the numbers between them.
        return Math.Clamp(Math.Round(Interpolate(range.Min - 0.5, range.Max + 0.5, range.Log, share)), range.Min, range.Max);
    }

    /// <summary>To six significant digits; the decimal text is read back, so 0.0031 is the double that a file's 0.0031 is.</summary>
    public static double Round(double value) =>
        double.Parse(
            value.ToString("E" + (SignificantDigits - 1), CultureInfo.InvariantCulture), NumberStyles.Float,
            CultureInfo.InvariantCulture);

    private static double Interpolate(double min, double max, bool log, double share) =>
        log ? Math.Exp(Math.Log(min) + (share * (Math.Log(max) - Math.Log(min)))) : min + (share * (max - min));
}
