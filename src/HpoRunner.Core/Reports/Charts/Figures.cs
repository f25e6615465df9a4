using System.Globalization;
using System.Text;

namespace HpoRunner.Reports.Charts;

/// <summary>
/// Numbers as people print them, the same in every culture: a real minus sign, powers of ten with superscripts, and spaces before
/// units that do not wrap. NaN and infinities are a dash, since they stand for a value that is not there.
/// </summary>
internal static class Figures
{
    /// <summary>A space at which no line breaks.</summary>
    public const char Space = '\u00a0';

    private const char NarrowSpace = '\u202f';

    public const string Missing = "–";

    /// <summary>An error below this share of its score is the rounding of sums.</summary>
    private const double RoundingShare = 1e-12;

    /// <summary>By decimals.</summary>
    private static readonly string[] FixedFormats = [.. Enumerable.Range(0, 16).Select(decimals => $"F{decimals}")];

    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>So many digits after the point. Rounds half away from zero on the decimal expansion; never "−0.00".</summary>
    public static string Fixed(double value, int decimals)
    {
        if (!double.IsFinite(value))
            return Missing;
        var text = Math.Abs(value).ToString(FixedFormats[Math.Clamp(decimals, 0, 15)], CultureInfo.InvariantCulture);
        return value < 0 && text.AsSpan().ContainsAnyInRange('1', '9') ? "−" + text : text;
    }

    /// <summary>With a plus or a minus in front, for differences.</summary>
    public static string Signed(double value, int decimals)
    {
        var text = Fixed(value, decimals);
        return !double.IsFinite(value) || text[0] == '−' ? text : text.AsSpan().ContainsAnyInRange('1', '9') ? "+" + text : text;
    }

    /// <summary>
    /// A score by itself: four digits after the point for shares, four significant ones for larger numbers, and two with a power of ten
    /// below 0.001, where the point's four digits would hide them.
    /// </summary>
    public static string Score(double score) =>
        IsBeyondDecimals(score) ? Scientific(score, 2) : Fixed(score, Decimals(score));

    /// <summary>A score and its standard error, with as many decimals as it has: 0.9764 ± 0.0031.</summary>
    public static string ScoreWithError(double score, double error)
    {
        var isHidden = error > RoundingShare * Math.Abs(score) && error < 0.5 * Math.Pow(10, -Decimals(score));
        return $"{Score(score)} ± {(IsBeyondDecimals(score) || isHidden ? Score(error) : Fixed(error, Decimals(score)))}";
    }

    /// <summary>At most so many significant digits, no zeros at the end; 1.2 × 10⁻⁵ below 0.001 and from ten million on.</summary>
    public static string Short(double value, int digits)
    {
        if (!double.IsFinite(value))
            return Missing;
        if (value == 0)
            return "0";
        var exponent = Exponent(value, digits);
        if (exponent is < -3 or >= 7)
        {
            var mantissa = TrimZeros(Fixed(value / Math.Pow(10, exponent), digits - 1));
            return mantissa == "1" ? Power(exponent) : Times(mantissa, exponent);
        }
        return TrimZeros(Fixed(value, Math.Max(0, digits - 1 - exponent)));
    }

    /// <summary>How many times, in two digits: 1.2, 40, 15,000.</summary>
    public static string Ratio(double value)
    {
        if (!(value >= 100) || value >= 1e7)
            return Short(value, 2);
        var unit = Math.Pow(10, Exponent(value, 2) - 1);
        return Whole(Math.Round(value / unit) * unit);
    }

    /// <summary>Exactly so many significant digits, zeros at the end included, without a power of ten.</summary>
    public static string Significant(double value, int digits) =>
        !double.IsFinite(value) ? Missing : value == 0 ? "0" : Fixed(value, Math.Max(0, digits - 1 - Exponent(value, digits)));

    /// <summary>Exactly so many significant digits as d.dd × 10ⁿ.</summary>
    public static string Scientific(double value, int digits)
    {
        if (!double.IsFinite(value))
            return Missing;
        if (value == 0)
            return "0";
        var exponent = Exponent(value, digits);
        return Times(Fixed(value / Math.Pow(10, exponent), digits - 1), exponent);
    }

    /// <summary>3.2 × 10⁻⁵, with narrow spaces at which no line breaks.</summary>
    public static string Times(string mantissa, int exponent) => $"{mantissa}{NarrowSpace}×{NarrowSpace}{Power(exponent)}";

    /// <summary>10 with a superscript.</summary>
    public static string Power(int exponent)
    {
        var text = new StringBuilder("10");
        if (exponent < 0)
            text.Append('⁻');
        foreach (var digit in Math.Abs(exponent).ToString(CultureInfo.InvariantCulture))
            text.Append(Superscripts[digit - '0']);
        return text.ToString();
    }

    /// <summary>A share from 0 to 1 in whole per cent; what is not zero is never shown as 0, nor what is not all as 100.</summary>
    public static string Percent(double share)
    {
        if (!double.IsFinite(share))
            return Missing;
        var percent = share * 100;
        var text = percent is > 0 and < 0.5 ? "<1" : percent is < 100 and > 99.5 ? ">99" : Fixed(percent, 0);
        return text + Space + "%";
    }

    /// <summary>4 h 27 min, 3 min 5 s, 12 s, 0.4 s.</summary>
    public static string Duration(double seconds)
    {
        if (!double.IsFinite(seconds) || seconds < 0)
            return Missing;
        if (seconds < 9.95)
            return Fixed(seconds, 1) + Space + "s";
        var whole = (long)Math.Round(seconds);
        return whole switch
        {
            < 60 => Pair(whole, "s", 0, ""),
            < 3600 => Pair(whole / 60, "min", whole % 60, "s"),
            < 86400 => Pair(whole / 3600, "h", whole % 3600 / 60, "min"),
            _ => Pair(whole / 86400, "d", whole % 86400 / 3600, "h"),
        };
    }

    /// <summary>1 trial, 2 trials, 10,000 trials.</summary>
    public static string Count(long count, string one, string? many = null) => $"{Whole(count)} {(count == 1 ? one : many ?? one + "s")}";

    /// <summary>A whole number; from ten thousand on with commas between thousands, as the report is in English everywhere.</summary>
    public static string Whole(double value)
    {
        var text = Fixed(value, 0);
        var sign = text.StartsWith('−') ? 1 : 0;
        if (!double.IsFinite(value) || text.Length - sign <= 4)
            return text;
        for (var at = text.Length - 3; at > sign; at -= 3)
            text = text.Insert(at, ",");
        return text;
    }

    private static bool IsBeyondDecimals(double score) => Math.Abs(score) is > 0 and < 0.001 or >= 1e7;

    private static int Decimals(double score) => Math.Abs(score) switch { < 10 => 4, < 100 => 3, < 1000 => 2, _ => 1 };

    /// <summary>The power of ten of the leading digit after rounding to so many digits: 9.999 with three digits is 10¹.</summary>
    private static int Exponent(double value, int digits)
    {
        var rounded = Math.Abs(value).ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return int.Parse(rounded.AsSpan(rounded.IndexOf('E') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    private static string TrimZeros(string text) => text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text;

    private static string Pair(long first, string unit, long second, string smaller)
    {
        var head = first.ToString(CultureInfo.InvariantCulture) + Space + unit;
        return second == 0 ? head : head + Space + second.ToString(CultureInfo.InvariantCulture) + Space + smaller;
    }
}
