using System.Globalization;
using HpoRunner.Training;

namespace HpoRunner.Reports.Tables;

/// <summary>
/// Writes comma-separated rows that read the same everywhere: RFC 4180 quoting, LF, numbers in shortest round-trip form, absent
/// values empty. A text that a spreadsheet would run as a formula (it begins with = + - @, a tab or a carriage return) gets an
/// apostrophe before it; numbers are numbers and stay as they are.
/// </summary>
internal sealed class CsvRows(TextWriter writer)
{
    private bool _rowHasCells;

    public CsvRows Text(string? text)
    {
        Separate();
        if (string.IsNullOrEmpty(text))
            return this;
        return Quoted(text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text);
    }

    /// <summary>A name that may be a number, "-1": letter by letter if it reads as one, else as <see cref="Text"/>.</summary>
    public CsvRows Label(string name)
    {
        if (!Scalar.TryParseNumber(name, out _))
            return Text(name);
        Separate();
        return Quoted(name);
    }

    private CsvRows Quoted(string guarded)
    {
        writer.Write(guarded.AsSpan().IndexOfAny(",\"\n\r") < 0
            ? guarded : "\"" + guarded.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"");
        return this;
    }

    /// <summary>The shortest text that reads back as the same number, as JSON has it (1E-05); 0 has no sign.</summary>
    public CsvRows Number(double? number)
    {
        Separate();
        if (number is not { } value)
            return this;
        Span<char> text = stackalloc char[Scalar.LongestNumber];
        (value == 0 ? 0 : value).TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        writer.Write(text[..length]);
        return this;
    }

    public CsvRows Whole(long? number)
    {
        Separate();
        if (number is not { } value)
            return this;
        Span<char> text = stackalloc char[Scalar.LongestNumber];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        writer.Write(text[..length]);
        return this;
    }

    public CsvRows Flag(bool flag) => Text(flag ? "true" : "false");

    public CsvRows Value(Scalar? value) => value is { IsNumber: true } number ? Number(number.AsNumber) : Text(value?.ToString());

    public void EndRow()
    {
        writer.Write('\n');
        _rowHasCells = false;
    }

    private void Separate()
    {
        if (_rowHasCells)
            writer.Write(',');
        _rowHasCells = true;
    }
}
