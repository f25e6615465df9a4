namespace HpoRunner.Journal;

/// <summary>When things happened in a run, by the times in its journal.</summary>
internal sealed class RunClock
{
    private DateTimeOffset _termStart;
    private int _term;
    private TimeSpan _earlierTerms;

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Time that the run was open, summed over resumes: a term lasts from its first record to its last.</summary>
    public TimeSpan RunningTime => _earlierTerms + (LastAt - _termStart);

    public void Advance(JournalEntry entry)
    {
        if (entry.Term != _term)
        {
            if (_term == 0)
                StartedAt = entry.At;
            else
                _earlierTerms += LastAt - _termStart;
            _term = entry.Term;
            _termStart = entry.At;
        }
        LastAt = entry.At;
    }
}
