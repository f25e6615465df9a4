using System.Globalization;

namespace HpoRunner.Training;

/// <summary>What kind of value a <see cref="Scalar"/> holds.</summary>
public enum ScalarKind
{
    Text,
    Number,
    Boolean,
}

/// <summary>
/// One value of a parameter: a number, a text or a boolean. Its text form fits a CSV cell and a command-line argument, and is the
/// same in every culture: numbers in shortest round-trip form with a small exponent letter (0.001, 1e-05, 32), booleans as true
/// and false. Numbers are doubles; a whole number is one without a fraction.
/// </summary>
public readonly record struct Scalar
{
    /// <summary>Letters that a number needs at most.</summary>
    public const int LongestNumber = 32;

    private readonly string? _text;
    private readonly double _number;

    private Scalar(ScalarKind kind, double number, string? text) => (Kind, _number, _text) = (kind, number, text);

    public ScalarKind Kind { get; }

    public bool IsNumber => Kind == ScalarKind.Number;

    public bool IsWhole => IsNumber && double.IsFinite(_number) && Math.Floor(_number) == _number;

    /// <summary>The number; throws for texts and booleans.</summary>
    public double AsNumber => IsNumber ? _number : throw new InvalidOperationException($"{this} is not a number");

    public bool AsBoolean =>
        Kind == ScalarKind.Boolean ? _number != 0 : throw new InvalidOperationException($"{this} is not true or false");

    public static Scalar Number(double value) => new(ScalarKind.Number, value == 0 ? 0 : value, null);

    public static Scalar Text(string value) => new(ScalarKind.Text, 0, value);

    public static Scalar Boolean(bool value) => new(ScalarKind.Boolean, value ? 1 : 0, null);

    public static implicit operator Scalar(double value) => Number(value);

    public static implicit operator Scalar(string value) => Text(value);

    public static implicit operator Scalar(bool value) => Boolean(value);

    /// <summary>
    /// Reads a decimal number as YAML 1.2 and JSON write it: optional sign, digits with at most one dot, optional exponent. Refuses
    /// leading zeros (010), thousands separators, hexadecimal digits, blanks, infinities and numbers too large for a double.
    /// </summary>
    public static bool TryParseNumber(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        var digits = text;
        if (digits.Length > 0 && digits[0] is '-' or '+')
            digits = digits[1..];
        if (digits.Length == 0
            || !(char.IsAsciiDigit(digits[0]) || digits[0] == '.')
            || (digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit(digits[1])))
            return false;
        const NumberStyles Strict = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, Strict, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    public override string ToString() => Kind switch
    {
        ScalarKind.Number => NumberText(_number),
        ScalarKind.Boolean => _number != 0 ? "true" : "false",
        _ => _text ?? "",
    };

    /// <summary>Writes a number as <see cref="ToString"/> does and returns how many letters that took.</summary>
    /// <param name="text">Room for <see cref="LongestNumber"/> letters.</param>
    public static int Format(double number, Span<char> text)
    {
        (number == 0 ? 0 : number).TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        text[..length].Replace('E', 'e');
        return length;
    }

    private static string NumberText(double number)
    {
        Span<char> text = stackalloc char[LongestNumber];
        return text[..Format(number, text)].ToString();
    }
}
