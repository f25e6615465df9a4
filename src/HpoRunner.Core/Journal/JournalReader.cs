namespace HpoRunner.Journal;

/// <summary>
/// Reads a journal from its first record on and checks every record alone and in its chain. It changes nothing, and keeps no more
/// than one line in memory. A torn tail ends the reading; damage before sound records throws. While a run is going on, its last
/// record may not be whole yet, which looks like a torn tail too.
/// </summary>
/// <param name="withCurves">False leaves out the numbers of learning curves, which takes half the time.</param>
/// <param name="withHeader">
/// False leaves out the first record: what it takes to prepare the serializer for it is time for tens of thousands of the others, and
/// whoever needs it can read it meanwhile.
/// </param>
internal sealed class JournalReader(IJournalStorage storage, bool withCurves = true, bool withHeader = true)
{
    private readonly EventReader _events = new(withCurves);

    /// <summary>The last good record so far.</summary>
    public JournalPosition Position { get; private set; }

    /// <summary>Where it begins, in bytes.</summary>
    public long Start { get; private set; }

    /// <summary>What an interrupted write left at the end; null when the journal ends with a whole line. Known after reading.</summary>
    public TornTail? Torn { get; private set; }

    /// <summary>Records of types that this version does not know and may skip.</summary>
    public long SkippedCount { get; private set; }

    /// <exception cref="JournalDamagedException">At the first record that is not what was written there.</exception>
    /// <exception cref="JournalVersionException">A later version of the program wrote this journal.</exception>
    public static IEnumerable<JournalEntry> ReadAll(string path, bool withCurves = true)
    {
        using var storage = FileJournalStorage.OpenForReading(path);
        foreach (var entry in new JournalReader(storage, withCurves).Read())
            yield return entry;
    }

    /// <summary>The first record alone, whatever follows it.</summary>
    public static RunStarted ReadHeader(string path)
    {
        using var storage = FileJournalStorage.OpenForReading(path);
        foreach (var entry in new JournalReader(storage).Read())
            return (RunStarted)entry.Event;
        throw new JournalDamagedException(path, 1, 0, "the journal has no header");
    }

    public IEnumerable<JournalEntry> Read()
    {
        var lines = new JournalLines(storage);
        while (lines.MoveNext())
        {
            if (!Take(lines, out var entry))
                continue;
            yield return entry;
            if (Torn is not null)
                yield break;
        }
        if (Position.Sequence == 0)
            throw new JournalDamagedException(storage.Path, 1, 0, "the journal has no header");
    }

    /// <summary>Takes the current line; false when it holds no event for the caller.</summary>
    private bool Take(JournalLines lines, out JournalEntry entry)
    {
        var record = lines.Current;
        var verdict = JournalRecord.Read(record, out var header, out var eventStart);
        var (number, offset, end) = (lines.Number, lines.Offset, lines.End);
        if (verdict == RecordVerdict.Unsound || !lines.IsTerminated)
        {
            // Looking at the rest moves the buffer on, and the line may begin with a whole record that lacks only its newline.
            var line = record.ToArray();
            Torn = JournalTail.Examine(lines, out var reason, out var unterminated);
            if (reason is not null)
                throw new JournalDamagedException(storage.Path, number, offset, reason);
            entry = default;
            if (unterminated == 0)
                return false;
            record = line.AsSpan(0, unterminated);
            end = offset + unterminated;
            verdict = JournalRecord.Read(record, out header, out eventStart);
        }
        return TakeSound(new(number, offset, end), verdict, record, header, eventStart, out entry);
    }

    private bool TakeSound(
        Place place, RecordVerdict verdict, Span<byte> record, in RecordHeader header, int eventStart, out JournalEntry entry)
    {
        if (verdict == RecordVerdict.Newer)
            throw new JournalVersionException(
                storage.Path, place.Line, FormattableString.Invariant($"a record of format {header.Version}"));
        if (verdict == RecordVerdict.Foreign)
            throw new JournalDamagedException(
                storage.Path, place.Line, place.Offset, "the checksum fits, but this is no record of a journal");
        if (Position.Refuse(header) is { } reason)
            throw new JournalDamagedException(storage.Path, place.Line, place.Offset, reason);

        var payload = JournalRecord.TakePayload(record, eventStart);
        if (!withHeader && Position.Sequence == 0)
        {
            (Position, entry) = (JournalPosition.After(header, place.End), default);
            return false;
        }
        var journalEvent = _events.Read(payload, out var problem);
        if (problem == EventProblem.Unknown)
            throw new JournalVersionException(storage.Path, place.Line, $"a record of type '{JournalRecord.TypeOf(payload)}'");
        if (problem == EventProblem.Unreadable || (Position.Sequence == 0) != journalEvent is RunStarted)
            throw new JournalDamagedException(storage.Path, place.Line, place.Offset, Misfit(header, payload, problem));
        (Position, Start) = (JournalPosition.After(header, place.End), place.Offset);
        entry = journalEvent is null ? default : new(header.Sequence, header.Term, header.At, journalEvent);
        if (journalEvent is null)
            SkippedCount++;
        return journalEvent is not null;
    }

    private static string Misfit(in RecordHeader header, ReadOnlySpan<byte> payload, EventProblem problem)
    {
        var type = JournalRecord.TypeOf(payload);
        if (problem == EventProblem.Unreadable)
            return FormattableString.Invariant($"record {header.Sequence} is sound, but its members are not those of '{type}'");
        return header.Sequence == 1 ? $"the first record is '{type}' and not the header" : "a second header";
    }

    private readonly record struct Place(long Line, long Offset, long End);
}
