using HpoRunner.Evaluation;

namespace HpoRunner.Journal;

/// <summary>
/// Where in a journal evaluations with learning curves ended. Curves are most of a journal: a pass over it keeps their places alone, and
/// whoever wants curves reads those records again.
/// </summary>
/// <param name="journal">The file.</param>
internal sealed class CurveRecords(string journal)
{
    private readonly List<(EvaluationKey Evaluation, long Start)> _places = [];

    /// <param name="start">Where the record begins in the file, in bytes. In the order of the file.</param>
    public void Add(EvaluationKey evaluation, long start) => _places.Add((evaluation, start));

    /// <summary>In the order of the file; one record in memory at a time.</summary>
    public IEnumerable<EvaluationEnded> Read() => Read(_ => true);

    /// <inheritdoc cref="Read()"/>
    public IEnumerable<EvaluationEnded> Read(Func<EvaluationKey, bool> isWanted)
    {
        using var storage = FileJournalStorage.OpenForReading(journal);
        var lines = new JournalLines(storage);
        var events = new EventReader(withCurves: true);
        foreach (var (evaluation, start) in _places)
        {
            if (!isWanted(evaluation))
                continue;
            while (lines.MoveNext() && lines.Offset < start)
            {
                // What is not wanted.
            }
            yield return Ended(lines, start, events);
        }
    }

    private EvaluationEnded Ended(JournalLines lines, long start, EventReader events)
    {
        if (lines.Offset != start || JournalRecord.Read(lines.Current, out _, out var eventStart) != RecordVerdict.Sound
            || events.Read(JournalRecord.TakePayload(lines.Current, eventStart), out _) is not EvaluationEnded ended)
            throw new JournalDamagedException(journal, lines.Number, start, "this record was another one a moment ago");
        return ended;
    }
}
