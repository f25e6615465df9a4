using System.Runtime.CompilerServices;
using static HpoRunner.Journal.JournalText;

namespace HpoRunner.Journal;

/// <summary>
/// The numbers of a learning curve as they stand in its record. Who copies them into a text need not know their values: reading and
/// writing a double takes far longer than copying its digits, and both writers take the shortest that reads back the same.
/// </summary>
internal sealed class CurveText
{
    private readonly List<Range> _numbers = [];
    private byte[] _text = [];

    public int EpochCount { get; private set; }

    /// <summary>The number of an epoch, counted by its place.</summary>
    public ReadOnlySpan<byte> Epoch(int place) => _text.AsSpan(_numbers[place]);

    /// <summary>What a metric, counted by its place as well, was at an epoch.</summary>
    public ReadOnlySpan<byte> Value(int metric, int epoch) => _text.AsSpan(_numbers[((metric + 1) * EpochCount) + epoch]);

    /// <summary>
    /// Takes the curve of a record that this version wrote. False for one that stands there otherwise, with words for what is not finite,
    /// say, and for one whose rows are not all as long as its epochs.
    /// </summary>
    /// <param name="payload">Of an evaluation that ended with a curve.</param>
    public bool TryTake(ReadOnlySpan<byte> payload)
    {
        // The other member of that name is a number.
        var start = payload.IndexOf(",\"epochs\":["u8);
        if (start < 0)
            return false;
        payload = payload[start..];
        if (_text.Length < payload.Length)
            _text = new byte[2 * payload.Length];
        payload.CopyTo(_text);
        _numbers.Clear();
        var rest = payload[",\"epochs\":["u8.Length..];
        if (!TakeRow(ref rest, payload.Length))
            return false;
        EpochCount = _numbers.Count;
        if (!Take(ref rest, ",\"values\":["u8))
            return false;
        var rows = 1;
        while (!Take(ref rest, "]"u8))
        {
            if ((rows > 1 && !Take(ref rest, ","u8)) || !Take(ref rest, "["u8) || !TakeRow(ref rest, payload.Length)
                || _numbers.Count != ++rows * EpochCount)
                return false;
        }
        return Take(ref rest, "}"u8);
    }

    /// <summary>Numbers up to the bracket that closes their list.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TakeRow(ref ReadOnlySpan<byte> rest, int length)
    {
        if (Take(ref rest, "]"u8))
            return true;
        var (start, from) = (length - rest.Length, 0);
        // Letter by letter: what searches for several at once would be compiled quickly and slowly run for most of a report.
        for (var i = 0; i < rest.Length; i++)
        {
            var letter = rest[i];
            if (IsOfNumber(letter))
                continue;
            if (i == from)
                return false;
            _numbers.Add((start + from)..(start + i));
            from = i + 1;
            if (letter == ',')
                continue;
            rest = rest[from..];
            return letter == ']';
        }
        return false;
    }

    private static bool IsOfNumber(byte letter) =>
        char.IsAsciiDigit((char)letter) || letter is (byte)'.' or (byte)'-' or (byte)'+' or (byte)'E';
}
