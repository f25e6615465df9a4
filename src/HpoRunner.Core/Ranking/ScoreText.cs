using System.Globalization;

namespace HpoRunner.Ranking;

/// <summary>
/// Scores of one metric as people read them: shares of rows (accuracy and its like) in per cent, everything else with four significant
/// digits, below 0.0001 with two as 3.2e-12. The same in every culture; a real minus sign; a no-break space before the per cent sign.
/// </summary>
/// <param name="Metric">Name as in the experiment file.</param>
internal sealed record ScoreText(string Metric)
{
    private const string NoBreakSpace = "\u00A0";
    private const int MostMoreDecimals = 2;
    private const string Minus = "\u2212";
    private static readonly string[] Words =
    [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ];

    /// <summary>Whether the metric is a share of rows, so that per cent is how it is said.</summary>
    public bool IsShare => Metric is "accuracy" or "acc"
        || Metric.EndsWith("_accuracy", StringComparison.Ordinal)
        || Metric.EndsWith("_acc", StringComparison.Ordinal);

    /// <summary>The metric's name with blanks for underscores.</summary>
    public string Name => Metric.Replace('_', ' ');

    public string Score(double score) => Scores(score)[0];

    /// <summary>
    /// Scores that stand beside each other: as many decimals for all, and enough that different scores do not look the same (up to three
    /// more); each with its own four digits where they are of different magnitudes.
    /// </summary>
    public string[] Scores(params ReadOnlySpan<double> scores)
    {
        var values = scores.ToArray();
        var fewest = IsShare
            ? 1
            : values.Where(value => double.IsFinite(value) && !IsTiny(value)).Select(DecimalsOfFourDigits).DefaultIfEmpty(0).Max();
        // 0.003390 and 159.2: with decimals in common one of them would have too many.
        if (!IsShare && values.Length > 1 && values.Where(value => double.IsFinite(value) && !IsTiny(value)).Select(DecimalsOfFourDigits)
            .DefaultIfEmpty(0).Min() < fewest - MostMoreDecimals)
            return Array.ConvertAll(values, Score);
        string[] texts = [];
        for (var decimals = fewest; decimals <= fewest + 3; decimals++)
        {
            texts = Array.ConvertAll(
                values, value => IsShare ? Number(100 * value, decimals) + NoBreakSpace + "%"
                    : IsTiny(value) ? Scientific(value, decimals - fewest + 2) : Number(value, decimals));
            if (texts.Distinct().Count() == values.Distinct().Count())
                break;
        }
        return texts;
    }

    /// <summary>
    /// A difference without its sign: "0.3 points" for shares, with one digit below 1; otherwise a number with two significant digits.
    /// </summary>
    public string Difference(double difference)
    {
        var size = Math.Abs(IsShare ? 100 * difference : difference);
        var magnitude = size == 0 ? 0 : (int)Math.Floor(Math.Log10(size));
        var decimals = IsShare ? Math.Clamp(-magnitude, 1, 9) : Math.Clamp(1 - magnitude, 0, 9);
        return (!IsShare && IsTiny(size) ? Scientific(size, 2) : Number(size, decimals)) + (IsShare ? " points" : "");
    }

    /// <summary>A chance: "21 %", "less than 1 %", "more than 99 %".</summary>
    public static string Chance(double chance) => chance switch
    {
        < 0.01 => $"less than 1{NoBreakSpace}%",
        > 0.99 => $"more than 99{NoBreakSpace}%",
        _ => Number(100 * chance, 0) + NoBreakSpace + "%",
    };

    /// <summary>A p value: "p = 0.012", two significant digits, "p < 0.001" below that.</summary>
    public static string PValue(double p) => p < 0.001 ? "p < 0.001" : "p = " + Number(p, p < 0.01 ? 4 : p < 0.1 ? 3 : 2);

    /// <summary>Numbers up to twelve as words, as in running text.</summary>
    public static string Count(int count) => count switch
    {
        0 => "no",
        >= 1 and <= 12 => Words[count - 1],
        _ => count.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>
    /// A parameter's value as people read it, in four significant digits, from a thousand on in six: 0.1, 0.003123, 1e-05, 12800; with the
    /// minus sign that a file takes.
    /// </summary>
    public static string Value(double value) =>
        value.ToString(Math.Abs(value) < 1000 ? "G4" : "G6", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);

    private static bool IsTiny(double value) => Math.Abs(value) is > 0 and < 1e-4;

    private static string Scientific(double value, int digits) =>
        (value < 0 ? Minus : "") + Math.Abs(value).ToString("0." + new string('0', digits - 1) + "e-0", CultureInfo.InvariantCulture);

    private static int DecimalsOfFourDigits(double value) =>
        value == 0 ? 0 : Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 9);

    private static string Number(double value, int decimals)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "not a number" : value > 0 ? "infinity" : Minus + "infinity";
        var text = Math.Abs(value).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return value < 0 && text.AsSpan().IndexOfAnyInRange('1', '9') >= 0 ? Minus + text : text;
    }
}
