namespace HpoRunner.Journal;

/// <summary>
/// Goes through a journal in any condition: finds every sound record, also within damaged lines, and says what is wrong between them.
/// It stops at nothing and changes nothing. What is known at the end stands in the properties.
/// </summary>
internal sealed class JournalSurvey(IJournalStorage storage)
{
    private readonly List<JournalFinding> _findings = [];
    private JournalPosition _position;
    private Unsound? _unsound;
    private bool _saidCarriageReturns;
    private bool _endsLikeRecord;

    public IReadOnlyList<JournalFinding> Findings => _findings;

    public TornTail? Torn { get; private set; }

    public long Length { get; private set; }

    public IEnumerable<SurveyedRecord> Walk()
    {
        var lines = new JournalLines(storage);
        while (lines.MoveNext())
        {
            _endsLikeRecord = JournalRecord.EndsLikeRecord(lines.CurrentWithEnd);
            var length = WithoutCarriageReturn(lines);
            foreach (var (start, end) in Split(lines.Current[..length], lines))
            {
                if (Take(lines, start, end) is { } record)
                    yield return record;
            }
            Length = lines.End;
            if (!lines.IsTerminated && _unsound is null)
                Torn = new TornTail(Length, 0);
        }
        if (_unsound is { } tail && !_endsLikeRecord)
            Torn = new TornTail(tail.Offset, Length - tail.Offset);
        else
            SayUnsound(Length);
    }

    private int WithoutCarriageReturn(JournalLines lines)
    {
        var line = lines.Current;
        if (line is not [.., (byte)'\r'] || JournalTail.FindSound(line[..^1]) < 0)
            return line.Length;
        if (!_saidCarriageReturns)
            _findings.Add(new(lines.Number, lines.Offset, "from here on, line ends were converted to CRLF"));
        _saidCarriageReturns = true;
        return line.Length - 1;
    }

    /// <summary>Where sound records lie in a line: usually it is one, from end to end.</summary>
    private List<(int Start, int End)> Split(ReadOnlySpan<byte> line, JournalLines lines)
    {
        var records = new List<(int, int)>();
        var start = 0;
        for (var length = JournalRecord.SoundLength(line); length > 0; length = JournalRecord.SoundLength(line[start..]))
        {
            records.Add((start, start + length));
            start += length;
        }
        if (start == line.Length && line.Length > 0)
            return records;
        NoteUnsound(lines.Number, lines.Offset + start);
        var last = JournalTail.FindSound(line[start..]);
        if (last >= 0)
            records.Add((start + last, line.Length));
        return records;
    }

    private SurveyedRecord? Take(JournalLines lines, int start, int end)
    {
        var line = lines.Current[start..end];
        var offset = lines.Offset + start;
        var verdict = JournalRecord.Read(line, out var header, out var eventStart);
        if (_unsound is { } before && before.Offset < offset)
            SayUnsound(offset);
        if (verdict != RecordVerdict.Sound)
        {
            _findings.Add(new(lines.Number, offset, verdict == RecordVerdict.Newer
                ? FormattableString.Invariant($"a record of format {header.Version}, which this version of hpo does not know")
                : "the checksum fits, but this is no record of a journal"));
            return null;
        }
        var refusal = _position.Refuse(header);
        if (refusal is not null)
            _findings.Add(new(lines.Number, offset, refusal));
        // What stands here a second time or too late says nothing about what comes next.
        if (refusal is null || header.Sequence > _position.Sequence)
            _position = JournalPosition.After(header, offset);
        var payload = JournalRecord.TakePayload(line, eventStart).ToArray();
        return new(lines.Number, header, payload, refusal is null);
    }

    private void NoteUnsound(long line, long offset) => _unsound ??= new Unsound(line, offset);

    private void SayUnsound(long end)
    {
        if (_unsound is not { } unsound)
            return;
        _findings.Add(
            new(unsound.Line, unsound.Offset, FormattableString.Invariant($"{end - unsound.Offset} bytes without a sound record")));
        _unsound = null;
    }

    private readonly record struct Unsound(long Line, long Offset);
}
