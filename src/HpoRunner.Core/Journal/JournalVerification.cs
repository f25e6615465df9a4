namespace HpoRunner.Journal;

/// <summary>What <c>hpo verify</c> says of a journal.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Records">How many are sound.</param>
/// <param name="Types">Sound records by type, in the order of their first appearance.</param>
/// <param name="Term">The last one; how often the run was opened. 0 when no record is sound.</param>
/// <param name="First">Time of the first sound record.</param>
/// <param name="Torn">What an interrupted write left; a resume cuts it off, so it is no damage.</param>
/// <param name="Findings">All damage, in the order of the file.</param>
internal sealed record JournalVerification(
    string Path,
    long Length,
    long Records,
    IReadOnlyList<KeyValuePair<string, long>> Types,
    int Term,
    DateTimeOffset? First,
    DateTimeOffset? Last,
    TornTail? Torn,
    IReadOnlyList<JournalFinding> Findings)
{
    /// <summary>Whether the run can be opened.</summary>
    public bool IsSound => Findings.Count == 0;

    public static JournalVerification Of(string path)
    {
        using var storage = FileJournalStorage.OpenForReading(path);
        return Of(storage);
    }

    public static JournalVerification Of(IJournalStorage storage)
    {
        var survey = new JournalSurvey(storage);
        var types = new OrderedDictionary<string, long>();
        var (records, term) = (0L, 0);
        DateTimeOffset? first = null, last = null;
        foreach (var record in survey.Walk())
        {
            records++;
            term = Math.Max(term, record.Header.Term);
            first ??= record.Header.At;
            last = record.Header.At;
            var type = JournalRecord.TypeOf(record.Payload.Span);
            types[type] = types.GetValueOrDefault(type) + 1;
        }
        var findings = survey.Findings.ToList();
        // The survey knows frames and chains; whether the events read as well, the reader of a resume decides.
        if (findings.Count == 0 && Refusal(storage) is { } refusal)
            findings.Add(refusal);
        return new(storage.Path, survey.Length, records, [.. types], term, first, last, survey.Torn, findings);
    }

    private static JournalFinding? Refusal(IJournalStorage storage)
    {
        var reader = new JournalReader(storage);
        try
        {
            // A replay is what every use of the journal begins with.
            RunState.Replay(reader.Read());
            return null;
        }
        catch (JournalDamagedException exception)
        {
            return new(exception.Line, exception.Offset, exception.Reason);
        }
        catch (JournalVersionException exception)
        {
            return new(reader.Position.Sequence + 1, reader.Position.End, exception.Message);
        }
        catch (JournalMisfitException exception)
        {
            return new(exception.Sequence, reader.Position.End, exception.Message);
        }
    }
}
