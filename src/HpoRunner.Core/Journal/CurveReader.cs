using System.Runtime.CompilerServices;
using System.Text.Json;
using HpoRunner.Evaluation;
using static HpoRunner.Journal.JournalText;

namespace HpoRunner.Journal;

/// <summary>Reads learning curves from the events of a journal, one after the other, as this version writes them.</summary>
/// <param name="withNumbers">False passes over the numbers; a curve's metrics stay, without epochs.</param>
internal sealed class CurveReader(bool withNumbers)
{
    /// <summary>Metrics of the last curve, and their text; the next one nearly always has the same.</summary>
    private Curve _curve = new([], [], []);
    private byte[] _curveText = [];

    /// <summary>One that begins here, with the list of its metrics; null when it stands there otherwise.</summary>
    public Curve? Read(ref ReadOnlySpan<byte> rest)
    {
        var length = rest.IndexOf(",\"epochs\":["u8);
        if (length < 0 || !IsKnown(rest[..length]))
            return null;
        rest = rest[(length + ",\"epochs\":["u8.Length)..];
        return withNumbers ? TakeNumbers(ref rest) : SkipNumbers(ref rest) ? _curve : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool SkipNumbers(ref ReadOnlySpan<byte> rest)
    {
        var length = rest.IndexOf((byte)'"');
        if (length < 0)
            return false;
        rest = rest[length..];
        if (!Take(ref rest, "\"values\":["u8))
            return false;
        length = rest.IndexOf((byte)'}');
        if (length < 0 || rest[..length].Contains((byte)'"'))
            return false;
        rest = rest[(length + 1)..];
        return true;
    }

    /// <summary>Whether these are the names of a curve's metrics, which it then has.</summary>
    private bool IsKnown(ReadOnlySpan<byte> names)
    {
        if (names.SequenceEqual(_curveText))
            return true;
        try
        {
            (_curve, _curveText) = (new Curve(JsonSerializer.Deserialize<string[]>(names)!, [], []), names.ToArray());
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private Curve? TakeNumbers(ref ReadOnlySpan<byte> rest)
    {
        var epochs = new List<int>();
        while (!Take(ref rest, "]"u8))
        {
            if ((epochs.Count > 0 && !Take(ref rest, ","u8)) || !TakeWhole(ref rest, out int epoch))
                return null;
            epochs.Add(epoch);
        }
        if (!Take(ref rest, ",\"values\":["u8))
            return null;
        var values = new List<IReadOnlyList<double>>(_curve.Metrics.Count);
        while (!Take(ref rest, "]"u8))
        {
            if ((values.Count > 0 && !Take(ref rest, ","u8)) || !Take(ref rest, "["u8) || TakeRow(ref rest, epochs.Count) is not { } row)
                return null;
            values.Add(row);
        }
        return Take(ref rest, "}"u8) ? new Curve(_curve.Metrics, epochs, values) : null;
    }

    private static List<double>? TakeRow(ref ReadOnlySpan<byte> rest, int count)
    {
        var row = new List<double>(count);
        while (!Take(ref rest, "]"u8))
        {
            if ((row.Count > 0 && !Take(ref rest, ","u8)) || !TakeNumber(ref rest, out var number))
                return null;
            row.Add(number);
        }
        return row;
    }
}
