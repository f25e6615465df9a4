using System.Text;

namespace HpoRunner.Training.Datasets;

/// <summary>Reads a cell strictly as a number: <see cref="Scalar.TryParseNumber"/>, and within the range of single precision.</summary>
internal static class CellNumber
{
    private const int LongestExactRun = 9;

    public static bool TryParse(ReadOnlySpan<byte> utf8, out double value)
    {
        if (TryParseDigits(utf8, out value))
            return true;
        Span<char> text = stackalloc char[128];
        return utf8.Length <= text.Length
            && Ascii.ToUtf16(utf8, text, out var length) == System.Buffers.OperationStatus.Done
            && TryParse(text[..length], out value);
    }

    public static bool TryParse(ReadOnlySpan<char> text, out double value) =>
        Scalar.TryParseNumber(text, out value) && Math.Abs(value) <= float.MaxValue;

    /// <summary>Short runs of digits, most of many files, without the general parser.</summary>
    private static bool TryParseDigits(ReadOnlySpan<byte> utf8, out double value)
    {
        value = 0;
        if (utf8.Length is 0 or > LongestExactRun || (utf8[0] == '0' && utf8.Length > 1))
            return false;
        var whole = 0;
        foreach (var letter in utf8)
        {
            if (!char.IsAsciiDigit((char)letter))
                return false;
            whole = whole * 10 + (letter - '0');
        }
        value = whole;
        return true;
    }
}
