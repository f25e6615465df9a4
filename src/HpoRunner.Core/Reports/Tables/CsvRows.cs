using System.Globalization;
using System.Text;
using HpoRunner.Training;

namespace HpoRunner.Reports.Tables;

/// <summary>
/// Writes comma-separated rows that read the same everywhere: RFC 4180 quoting, LF, numbers in shortest round-trip form, absent
/// values empty. A text that a spreadsheet would run as a formula (it begins with = + - @, a tab or a carriage return) gets an
/// apostrophe before it; numbers are numbers and stay as they are.
/// </summary>
internal sealed class CsvRows(TextWriter writer)
{
    // A row as it grows: the writer is asked once a row, which counts where there are hundreds of thousands.
    private char[] _row = new char[256];
    private int _length;
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

    /// <summary>The shortest text that reads back as the same number, as JSON has it (1E-05); 0 has no sign.</summary>
    public CsvRows Number(double? number)
    {
        Separate();
        if (number is not { } value)
            return this;
        (value == 0 ? 0 : value).TryFormat(Room(Scalar.LongestNumber), out var length, "R", CultureInfo.InvariantCulture);
        _length += length;
        return this;
    }

    /// <summary>A number that stands somewhere as <see cref="Number"/> writes it, sign of 0 apart; blank when there is none.</summary>
    public CsvRows Written(ReadOnlySpan<byte> number)
    {
        Separate();
        if (number is [(byte)'-', (byte)'0'])
            number = number[1..];
        Encoding.ASCII.GetChars(number, Room(number.Length));
        _length += number.Length;
        return this;
    }

    public CsvRows Whole(long? number)
    {
        Separate();
        if (number is not { } value)
            return this;
        value.TryFormat(Room(Scalar.LongestNumber), out var length, default, CultureInfo.InvariantCulture);
        _length += length;
        return this;
    }

    public CsvRows Flag(bool flag) => Text(flag ? "true" : "false");

    public CsvRows Value(Scalar? value) => value is { IsNumber: true } number ? Number(number.AsNumber) : Text(value?.ToString());

    public void EndRow()
    {
        Append("\n");
        writer.Write(_row.AsSpan(0, _length));
        _length = 0;
        _rowHasCells = false;
    }

    private CsvRows Quoted(string guarded)
    {
        Append(guarded.AsSpan().IndexOfAny(",\"\n\r") < 0
            ? guarded : "\"" + guarded.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"");
        return this;
    }

    private void Separate()
    {
        if (_rowHasCells)
            Append(",");
        _rowHasCells = true;
    }

    private void Append(ReadOnlySpan<char> text)
    {
        text.CopyTo(Room(text.Length));
        _length += text.Length;
    }

    /// <summary>What is free of the row, at least so many letters.</summary>
    private Span<char> Room(int letters)
    {
        if (_row.Length - _length < letters)
            Array.Resize(ref _row, Math.Max(2 * _row.Length, _length + letters));
        return _row.AsSpan(_length);
    }
}
