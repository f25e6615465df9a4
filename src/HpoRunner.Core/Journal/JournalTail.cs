namespace HpoRunner.Journal;

/// <summary>Bytes behind the last sound record that an interrupted write left.</summary>
/// <param name="Offset">Where they begin; the file is sound up to here.</param>
/// <param name="Length">Bytes; 0 when only the last record's newline is missing.</param>
internal sealed record TornTail(long Offset, long Length)
{
    public override string ToString() => FormattableString.Invariant($"{Length} bytes at byte {Offset}");
}

/// <summary>
/// What the first unsound line of a journal means. It is a torn tail when no sound record begins anywhere behind the last good one
/// and the rest does not end like a whole record; otherwise the file was damaged after it was written. A last record that lacks
/// nothing but its newline is still a record.
/// </summary>
internal static class JournalTail
{
    // Begins of a record within one line: a torn record, the one appended to it, and values that look like one.
    private const int Candidates = 16;

    /// <param name="lines">At the unsound line; read to the end, or to the first sound record.</param>
    /// <param name="reason">Why it is damage; null for a torn tail.</param>
    /// <param name="unterminated">Length of the record without newline that the rest begins with; 0 when there is none.</param>
    public static TornTail Examine(JournalLines lines, out string? reason, out int unterminated)
    {
        var (offset, number) = (lines.Offset, lines.Number);
        reason = Obvious(lines);
        unterminated = Math.Max(0, JournalRecord.SoundLength(lines.Current));
        if (lines.IsTerminated && unterminated == lines.Current.Length)
            unterminated = 0;
        var skip = unterminated;
        bool endsWhole;
        do
        {
            if (reason is null && ContainsSound(lines.Current[skip..]))
                reason = number == lines.Number
                    ? "a damaged line with a sound record in it"
                    : FormattableString.Invariant($"a damaged line; a sound record follows in line {lines.Number}");
            endsWhole = JournalRecord.EndsLikeRecord(lines.CurrentWithEnd[skip..]);
            skip = 0;
        }
        while (reason is null && lines.MoveNext());
        if (reason is null && endsWhole)
            reason = "a damaged line: its end is whole, so it was changed after it was written";
        return new TornTail(offset + unterminated, lines.End - offset - unterminated);
    }

    /// <summary>The begin of the last sound record that ends where <paramref name="line"/> ends; −1 when there is none.</summary>
    public static int FindSound(ReadOnlySpan<byte> line)
    {
        var before = line;
        for (var candidate = 0; candidate < Candidates; candidate++)
        {
            var begin = before.LastIndexOf(JournalRecord.Opening);
            if (begin < 0)
                return -1;
            if (JournalRecord.Read(line[begin..], out _, out _) != RecordVerdict.Unsound)
                return begin;
            before = line[..begin];
        }
        return -1;
    }

    /// <summary>What an editor or a transfer did to the file; null when it was neither.</summary>
    private static string? Obvious(JournalLines lines)
    {
        var line = lines.Current;
        if (line.EndsWith("\r"u8) && JournalRecord.Read(line[..^1], out _, out _) == RecordVerdict.Sound)
            return "the line ends were converted to CRLF; convert them back to LF";
        if (line is [0xEF, 0xBB, 0xBF, ..])
            return "the file begins with a byte order mark, which an editor must have put there; remove it";
        return null;
    }

    private static bool ContainsSound(ReadOnlySpan<byte> line) =>
        FindSound(line) >= 0 || (line is [.., (byte)'\r'] && FindSound(line[..^1]) >= 0);
}
