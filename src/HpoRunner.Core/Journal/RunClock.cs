namespace HpoRunner.Journal;

/// <summary>When things happened in a run, by the times in its journal.</summary>
internal sealed class RunClock
{
    private readonly List<(DateTimeOffset Start, TimeSpan Before)> _terms = [];
    private int _term;

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Time that the run was open, summed over resumes: a term lasts from its first record to its last.</summary>
    public TimeSpan RunningTime => _terms.Count == 0 ? TimeSpan.Zero : RunningTimeAt(LastAt);

    /// <summary>Time that the run had been open at an instant of one of its records: pauses between terms do not count.</summary>
    public TimeSpan RunningTimeAt(DateTimeOffset at)
    {
        var (start, before) = _terms[Math.Max(0, _terms.FindLastIndex(term => term.Start <= at))];
        return before + (at - start);
    }

    public void Advance(JournalEntry entry)
    {
        if (entry.Term != _term)
        {
            if (_terms.Count == 0)
                StartedAt = entry.At;
            _terms.Add((entry.At, _terms.Count == 0 ? TimeSpan.Zero : RunningTime));
            _term = entry.Term;
        }
        LastAt = entry.At;
    }
}
