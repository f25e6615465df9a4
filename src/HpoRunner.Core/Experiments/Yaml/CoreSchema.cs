using System.Globalization;
using System.Text;
using HpoRunner.Training;

namespace HpoRunner.Experiments.Yaml;

/// <summary>
/// How plain scalars resolve: the core schema of YAML 1.2, stricter where 1.1 and 1.2 or people and programs disagree. Only true and
/// false are booleans; numbers are what <see cref="Scalar.TryParseNumber"/> takes; 010, 1_000, 0x1F, 12:30, .inf and .nan are texts.
/// </summary>
internal static class CoreSchema
{
    private const int LongestShown = 60;

    public static bool IsBlank(YamlScalar scalar) =>
        !scalar.Quoted && scalar.Text is "" or "~" or "null" or "Null" or "NULL";

    public static bool TryNumber(YamlScalar scalar, out double number)
    {
        number = 0;
        return !scalar.Quoted && Scalar.TryParseNumber(scalar.Text, out number);
    }

    public static bool TryBoolean(YamlScalar scalar, out bool boolean)
    {
        boolean = scalar.Text == "true";
        return !scalar.Quoted && scalar.Text is "true" or "false";
    }

    /// <summary>Why a scalar is no number, with what to write instead.</summary>
    public static string NotANumber(YamlScalar scalar)
    {
        var text = scalar.Text;
        var shown = Show(text);
        if (scalar.Quoted)
            return Scalar.TryParseNumber(text, out _)
                ? $"\"{shown}\" is text; write {shown} without quotes"
                : $"\"{shown}\" is text, not a number";
        if (DecimalComma(text) is { } point)
            return $"{shown} has a decimal comma; write {point}";
        if (PlainNumber(text) is { } plain)
            return $"{shown} is not a number in YAML 1.2; write {plain} or \"{shown}\"";
        if (IsSexagesimal(text))
            return $"{shown} is not a number in YAML 1.2; write it without colons, or \"{shown}\" for the text";
        if (text.TrimStart('+', '-').ToLowerInvariant() is ".inf" or "inf" or "infinity" or ".nan" or "nan")
            return $"{shown} is not a finite number";
        if (text.Length > 0
            && text.All(letter => char.IsAsciiDigit(letter) || letter is '+' or '-' or '.' or 'e' or 'E')
            && text.Any(char.IsAsciiDigit)
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var huge)
            && double.IsInfinity(huge))
            return $"{shown} is too large for a number";
        return $"{shown} is not a number";
    }

    /// <summary>Why a scalar is neither true nor false.</summary>
    public static string NotABoolean(YamlScalar scalar) => scalar.Text.ToLowerInvariant() switch
    {
        "true" or "yes" or "on" => $"{Quote(scalar)} is not a boolean; write true",
        "false" or "no" or "off" => $"{Quote(scalar)} is not a boolean; write false",
        _ => $"{Quote(scalar)} is not a boolean; allowed: true, false",
    };

    /// <summary>Whether a plain text is one that people, or YAML 1.1, take for a number.</summary>
    public static bool IsNumberLike(YamlScalar scalar) =>
        !scalar.Quoted && (DecimalComma(scalar.Text) is not null || PlainNumber(scalar.Text) is not null || IsSexagesimal(scalar.Text)
        || scalar.Text.TrimStart('+', '-').ToLowerInvariant() is ".inf" or ".nan");

    /// <summary>The beginning of a message about a node of the wrong kind: "got a list", "got adam".</summary>
    public static string Got(YamlNode node) => $"got {node.Noun}";

    public static string Quote(YamlScalar scalar) => scalar.Quoted ? $"\"{Show(scalar.Text)}\"" : Show(scalar.Text);

    /// <summary>A text that is safe on a terminal and not too long for a message.</summary>
    public static string Show(string text) => Escape(text, LongestShown);

    /// <summary>A text without control characters, direction marks and line ends, which stand there as escapes.</summary>
    public static string Escape(string text, int longest = int.MaxValue)
    {
        if (text.Length <= longest && text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
            return text;
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= longest)
                return shown.Append('…').ToString();
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            else
                shown.Append(rune.ToString());
        }
        return shown.ToString();
    }

    private static string? DecimalComma(string text)
    {
        var point = text.Replace(',', '.');
        return text.Contains(',', StringComparison.Ordinal) && Scalar.TryParseNumber(point, out _) ? point : null;
    }

    /// <summary>What was probably meant by 0x1F, 0o17, 1_000 or 010; null for other texts.</summary>
    private static string? PlainNumber(string text)
    {
        if (text.Length is 0 or > 40)
            return null;
        var digits = text.TrimStart('-', '+');
        var plain = Hexadecimal(digits) ?? Octal(digits) ?? WithoutUnderscores(digits) ?? WithoutLeadingZeros(digits);
        return plain is not null && text[0] == '-' ? "-" + plain : plain;
    }

    private static string? Hexadecimal(string digits) =>
        digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        && long.TryParse(digits.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture) : null;

    private static string? Octal(string digits) =>
        digits.StartsWith("0o", StringComparison.OrdinalIgnoreCase)
        && digits.Length is > 2 and < 22
        && digits.AsSpan(2).IndexOfAnyExceptInRange('0', '7') < 0
            ? digits[2..].Aggregate(0L, (value, digit) => (value * 8) + (digit - '0')).ToString(CultureInfo.InvariantCulture)
            : null;

    private static string? WithoutUnderscores(string digits)
    {
        var plain = digits.Replace("_", "", StringComparison.Ordinal);
        return plain.Length < digits.Length && char.IsAsciiDigit(digits[0]) && Scalar.TryParseNumber(plain, out _) ? plain : null;
    }

    private static string? WithoutLeadingZeros(string digits)
    {
        if (digits.Length < 2 || digits[0] != '0' || !char.IsAsciiDigit(digits[1]))
            return null;
        var rest = digits.TrimStart('0');
        var plain = rest.Length == 0 || !char.IsAsciiDigit(rest[0]) ? "0" + rest : rest;
        return Scalar.TryParseNumber(plain, out _) ? plain : null;
    }

    /// <summary>12:30, which YAML 1.1 reads as 750.</summary>
    private static bool IsSexagesimal(string text) =>
        text.TrimStart('-', '+').Split(':') is { Length: 2 or 3 } parts
        && parts.All(part => part.Length is > 0 and <= 2 && part.All(char.IsAsciiDigit));
}
