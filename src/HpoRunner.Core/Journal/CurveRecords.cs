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
    public IEnumerable<EvaluationEnded> Read(Func<EvaluationKey, bool> isWanted)
    {
        var events = new EventReader(withCurves: true);
        return Records(isWanted).Select(record => Ended(record.Lines, record.Event, events));
    }

    /// <summary>
    /// All of them, in the order of the file. The numbers of their curves stand in the text, which is the same one each time, and are left
    /// out of the events; where the text is null they could not be taken as they are and the event has them.
    /// </summary>
    public IEnumerable<(EvaluationEnded Ended, CurveText? Numbers)> ReadText()
    {
        var text = new CurveText();
        var (events, whole) = (new EventReader(withCurves: false), new EventReader(withCurves: true));
        return Records(_ => true).Select(record => text.TryTake(record.Lines.Current[record.Event..])
            ? (Ended(record.Lines, record.Event, events), text) : (Ended(record.Lines, record.Event, whole), (CurveText?)null));
    }

    /// <summary>The wanted ones, each as the current line with the place of its event.</summary>
    private IEnumerable<(JournalLines Lines, int Event)> Records(Func<EvaluationKey, bool> isWanted)
    {
        using var storage = FileJournalStorage.OpenForReading(journal);
        var lines = new JournalLines(storage);
        foreach (var (evaluation, start) in _places)
        {
            if (!isWanted(evaluation))
                continue;
            while (lines.MoveNext() && lines.Offset < start)
            {
                // What is not wanted.
            }
            if (lines.Offset != start || JournalRecord.Read(lines.Current, out _, out var eventStart) != RecordVerdict.Sound)
                throw Changed(lines);
            yield return (lines, eventStart);
        }
    }

    private EvaluationEnded Ended(JournalLines lines, int eventStart, EventReader events) =>
        events.Read(JournalRecord.TakePayload(lines.Current, eventStart), out _) as EvaluationEnded ?? throw Changed(lines);

    private JournalDamagedException Changed(JournalLines lines) =>
        new(journal, lines.Number, lines.Offset, "this record was another one a moment ago");
}
