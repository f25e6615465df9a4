namespace HpoRunner.Journal;

/// <summary>Where a run stands, with every trial: what is reported, and what everything derived from a journal is made of.</summary>
internal sealed class RunState(RunStarted header) : LiveState(header, released: null, keepsAll: true)
{
    /// <summary>Every trial that was proposed, by number.</summary>
    public IReadOnlyList<TrialState> AllTrials => Everybody;

    /// <summary>Those that count: up to the one that reached the metric's target, if one did.</summary>
    public IEnumerable<TrialState> Trials => SearchEnd?.LastTrial is { } last ? AllTrials.Take(last + 1) : AllTrials;

    /// <summary>As the journal in this file tells it.</summary>
    public static RunState Load(string path) => Replay(JournalReader.ReadAll(path, withCurves: false));

    public static RunState Replay(IEnumerable<JournalEntry> entries)
    {
        RunState? state = null;
        foreach (var entry in entries)
        {
            state ??= new RunState((RunStarted)entry.Event);
            state.Apply(entry);
        }
        return state ?? throw new InvalidOperationException("a journal begins with its header");
    }

    /// <summary>A trial that is not settled when a run is closed was stopped, not lost: a resume goes on with it.</summary>
    public TrialStatus StatusOf(TrialState trial) => Closed is not null && !trial.IsSettled ? TrialStatus.Stopped : trial.Status;
}
