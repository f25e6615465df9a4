using System.Buffers;

namespace HpoRunner.Journal;

/// <summary>Journals on a <see cref="SimulatedDisk"/>: written, opened and read back without a file.</summary>
internal static class SimulatedJournal
{
    public static byte[] HeaderRecord { get; } = Bytes([SampleEvents.Header]);

    public static JournalPosition HeaderPosition { get; } = Position(HeaderRecord);

    /// <summary>A whole journal as the writer would have written it in one term, one record a group.</summary>
    public static byte[] Bytes(IEnumerable<JournalEvent> events, int term = 1)
    {
        var output = new ArrayBufferWriter<byte>();
        var (sequence, previous, at) = (0L, 0u, new ManualClock().GetUtcNow());
        foreach (var journalEvent in events)
            previous = JournalRecord.Write(output, ++sequence, term, previous, at.AddSeconds(sequence), JournalEvents.Write(journalEvent));
        return output.WrittenSpan.ToArray();
    }

    public static byte[] Bytes(int eventCount) => Bytes([SampleEvents.Header, .. SampleEvents.Take(eventCount)]);

    /// <summary>Each record with its newline.</summary>
    public static IReadOnlyList<byte[]> Lines(byte[] journal)
    {
        var lines = new List<byte[]>();
        for (var start = 0; start < journal.Length;)
        {
            var end = Array.IndexOf(journal, (byte)'\n', start) + 1;
            lines.Add(journal[start..end]);
            start = end;
        }
        return lines;
    }

    public static JournalPosition Position(byte[] journal)
    {
        var reader = new JournalReader(new SimulatedDisk(journal));
        foreach (var _ in reader.Read())
        {
        }
        return reader.Position;
    }

    public static List<JournalEntry> Read(byte[] journal) => [.. new JournalReader(new SimulatedDisk(journal)).Read()];

    /// <summary>The events behind the header, to be compared.</summary>
    public static IEnumerable<string> JsonBehindHeader(byte[] journal) =>
        Read(journal).Skip(1).Select(entry => SampleEvents.Json(entry.Event));

    public static JournalWriter NewWriter(SimulatedDisk disk, TimeProvider? clock = null, JournalWriterSettings? settings = null) =>
        new(disk, Position(disk.Content), 1, clock ?? new ManualClock(), settings);

    /// <summary>Opens as a resume does; returns the events and the bytes that were kept aside.</summary>
    public static Recovered Recover(SimulatedDisk disk, List<byte[]>? kept = null)
    {
        var entries = new List<JournalEntry>();
        kept ??= [];
        var (position, torn) = JournalRecovery.Recover(
            disk, entries.Add,
            (_, pieces) => kept.Add([.. pieces.SelectMany(piece => piece.ToArray())]));
        return new(entries, position, torn, kept);
    }
}

internal sealed record Recovered(List<JournalEntry> Entries, JournalPosition Position, TornTail? Torn, List<byte[]> Kept);
