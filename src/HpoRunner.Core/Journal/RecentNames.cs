using System.Text;
using static HpoRunner.Journal.JournalText;

namespace HpoRunner.Journal;

/// <summary>
/// Names of an event's metrics or parameters, in their order, each with its text in the record; the next event nearly always has the same.
/// </summary>
internal sealed class RecentNames
{
    /// <summary>Quotes and colon included in the text.</summary>
    private readonly List<(byte[] Text, string Name)> _known = [];

    public int Count => _known.Count;

    /// <param name="place">How many names of this event came before.</param>
    /// <returns>Null for one that stands there otherwise than as this version writes it.</returns>
    public string? Read(ref ReadOnlySpan<byte> rest, int place)
    {
        if (place < _known.Count && Take(ref rest, _known[place].Text))
            return _known[place].Name;
        var length = rest.IndexOf("\":"u8);
        if (length < 1 || rest[0] != (byte)'"' || rest[..length].Contains((byte)'\\'))
            return null;
        _known.RemoveRange(place, _known.Count - place);
        // The same few names in every event: one string each, for as long as the run lasts.
        _known.Add((rest[..(length + 2)].ToArray(), string.Intern(Encoding.UTF8.GetString(rest[1..length]))));
        rest = rest[(length + 2)..];
        return _known[place].Name;
    }
}
