using System.Globalization;
using System.Text.RegularExpressions;

namespace HpoRunner.Training.Datasets;

/// <summary>Says why a cell that a person may have meant as a number is not read as one.</summary>
internal static partial class OddNumber
{
    private static readonly string[] NotFinite = ["nan", "inf", "infinity", "∞", "1.#inf", "1.#ind", "1.#qnan"];

    /// <summary>What is wrong and what to write, to follow the quoted cell; null for an ordinary text.</summary>
    public static string? Explain(string text)
    {
        if (NotFinite.Contains(text.TrimStart('+', '-'), StringComparer.OrdinalIgnoreCase))
            return "is not a finite number; list it under data.missing if it stands for a missing value";
        if (!BeginsLikeANumber(text))
            return null;
        if (Hexadecimal().IsMatch(text))
            return "is hexadecimal; write decimal numbers";
        if (DecimalComma().IsMatch(text))
            return $"has a decimal comma; write {text.Replace(',', '.')}";
        if (Thousands().IsMatch(text))
            return "has a thousands separator; write the digits alone";
        if (LeadingZeros().IsMatch(text))
            return "begins with a zero; codes are texts (data.types: categorical), numbers have no leading zeros";
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            return text != text.Trim()
                ? "has blanks around it inside the quotes"
                : "is too large; numbers go up to 3.4e38, the largest of single precision";
        return null;
    }

    /// <summary>Whether a column of nothing but such cells must have been meant as numbers. Codes with leading zeros are not.</summary>
    public static bool LooksMeant(string text) => Explain(text) is not null && !LeadingZeros().IsMatch(text);

    /// <summary>Most texts do not, and need not be matched any further.</summary>
    private static bool BeginsLikeANumber(string text) => text.Length > 0 && (char.IsAsciiDigit(text[0]) || "+-., \t".Contains(text[0]));

    [GeneratedRegex("^[+-]?0[xX][0-9a-fA-F]+$")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"^[+-]?(\d+,\d*|,\d+)([eE][+-]?\d+)?$")]
    private static partial Regex DecimalComma();

    [GeneratedRegex(@"^[+-]?\d{1,3}([ _'’  ]\d{3})+([.,]\d*)?$|^[+-]?\d{1,3}(,\d{3})+\.\d*$|^[+-]?\d{1,3}(\.\d{3})+,\d*$")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^[+-]?0\d+(\.\d*)?$")]
    private static partial Regex LeadingZeros();
}
