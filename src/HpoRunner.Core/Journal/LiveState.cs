using HpoRunner.Evaluation;
using HpoRunner.Experiments;

namespace HpoRunner.Journal;

/// <summary>
/// Where a run stands, as far as a coordinator must know: a replay of the journal. <see cref="Apply"/> is the only thing that changes it,
/// live and on resume. Its parts are replays of their own: the clock, the stage, the trials. Trials that are settled are let go, see
/// <see cref="TrialRoll"/>; whoever looks at all of them reads the journal into a <see cref="RunState"/>.
/// </summary>
internal class LiveState
{
    private readonly RunClock _clock = new();
    private readonly RunStage _stage = new();
    private readonly TrialLedger _trials;
    private readonly Lazy<long?> _gridTrials;

    /// <param name="released">Is told of each trial that is let go.</param>
    public LiveState(RunStarted header, Action<TrialState>? released = null)
        : this(header, released, keepsAll: false)
    {
    }

    protected LiveState(RunStarted header, Action<TrialState>? released, bool keepsAll)
    {
        Header = header;
        Settings = RunSettings.Of(header);
        _gridTrials = new(() => GridSize.TrialCount(Experiment));
        _trials = new TrialLedger(Experiment, released, keepsAll);
    }

    public RunStarted Header { get; }

    public Experiment Experiment => Header.Experiment;

    public string Metric => Experiment.Metric.Name!;

    public bool Maximize => Experiment.Metric.Maximize;

    /// <summary>Limits and workers as they are now.</summary>
    public RunSettings Settings { get; private set; }

    /// <summary>Proposals and points that the budget allows, the baseline not counted; null when something else ends the search.</summary>
    public int? TrialLimit => Settings.Budget.TrialLimit(Experiment.Search);

    /// <summary>
    /// All trials of the run, the baseline included, and no fewer than there are; null when only the clock ends the search.
    /// </summary>
    public long? PlannedTrials
    {
        get
        {
            var limit = TrialLimit + 1L;
            var planned = _gridTrials.Value is { } whole && !(limit < whole) ? whole : limit;
            return planned < TrialCount ? TrialCount : planned;
        }
    }

    /// <summary>Trials that were proposed.</summary>
    public int TrialCount => Roll.Count;

    /// <summary>Of them those that the searcher proposed.</summary>
    public int SearchedCount => _trials.SearchedCount;

    /// <summary>
    /// What a searcher must not propose again. A grid visits each of its points once by itself, so its own are not in it.
    /// </summary>
    public ConfigurationSet Taken => _trials.Taken;

    /// <summary>How many trials and evaluations came to what.</summary>
    public RunTally Tally => _trials.Tally;

    /// <summary>Trials that something may still happen to, in their order; some may be settled.</summary>
    public IEnumerable<TrialState> OpenTrials => Roll.Open;

    /// <summary>Every trial that was not let go, in no order.</summary>
    public IEnumerable<TrialState> HeldTrials => Roll.Held;

    /// <summary>
    /// Completed trials that count, the best first, the lower number first among equals: at least as many as may be finalists. Where a
    /// trial reached the metric's target, those up to it count.
    /// </summary>
    public IEnumerable<TrialState> BestTrials => Roll.Best.Where(trial => SearchEnd?.LastTrial is not { } last || trial.Number <= last);

    /// <summary>As many of the best that can change no more as are kept, whatever the end of the search may say.</summary>
    public IEnumerable<TrialState> Leaders => Roll.Leaders;

    /// <summary>Trial 0, once it is proposed.</summary>
    public TrialState? Baseline => _trials.Baseline;

    /// <summary>Trials whose final fit is known, and how it ended.</summary>
    public IReadOnlyDictionary<int, EvaluationSlot> Finals => _trials.Finals;

    /// <inheritdoc cref="RunStage.Paused"/>
    public string? Paused => _stage.Paused;

    /// <inheritdoc cref="RunStage.SearchEnd"/>
    public SearchEnded? SearchEnd => _stage.SearchEnd;

    /// <inheritdoc cref="RunStage.Finalists"/>
    public IReadOnlyList<int>? Finalists => _stage.Finalists;

    /// <inheritdoc cref="RunStage.Winner"/>
    public int? Winner => _stage.Winner;

    /// <inheritdoc cref="RunStage.Closed"/>
    public RunClosed? Closed => _stage.Closed;

    public int ResumeCount { get; private set; }

    public DateTimeOffset StartedAt => _clock.StartedAt;

    public DateTimeOffset LastAt => _clock.LastAt;

    /// <inheritdoc cref="RunClock.RunningTime"/>
    public TimeSpan RunningTime => _clock.RunningTime;

    /// <summary>Every trial by number; empty unless all are kept.</summary>
    protected IReadOnlyList<TrialState> Everybody => Roll.Everybody;

    private TrialRoll Roll => _trials.Roll;

    /// <inheritdoc cref="RunClock.RunningTimeAt"/>
    public TimeSpan RunningTimeAt(DateTimeOffset at) => _clock.RunningTimeAt(at);

    /// <summary>As the journal in this file tells it.</summary>
    public static LiveState Of(string path)
    {
        LiveState? state = null;
        foreach (var entry in JournalReader.ReadAll(path, withCurves: false))
            (state ??= new LiveState((RunStarted)entry.Event)).Apply(entry);
        // The reader has refused a journal without a header.
        return state!;
    }

    /// <summary>A trial that was not let go; null for one that was, or is not there.</summary>
    public TrialState? Find(int trial) => Roll.Find(trial);

    /// <summary>Evaluations of the search that failed for good.</summary>
    public IEnumerable<EvaluationSlot> FailedEvaluations() =>
        HeldTrials.SelectMany(trial => trial.Slots).Where(slot => slot.Outcome == EvaluationState.Failed);

    /// <inheritdoc cref="TrialLedger.IsConfirmation"/>
    public bool IsConfirmation(EvaluationKey key) => _trials.IsConfirmation(key);

    /// <summary>Tries at an evaluation so far, the running one included.</summary>
    public int AttemptsOf(EvaluationKey key) => _trials.Find(key)?.Attempts ?? 0;

    /// <summary>Whether this very attempt is on its way, as far as the journal knows.</summary>
    public bool IsRunning(EvaluationKey key, int attempt) => _trials.Find(key) is { IsRunning: true } slot && slot.Attempts == attempt;

    /// <exception cref="JournalMisfitException">The event cannot be the next of this run; the state is as before.</exception>
    public void Apply(JournalEntry entry)
    {
        if (EventFit.Refuse(this, entry.Event) is { } reason)
            throw new JournalMisfitException(Header.Run, entry.Sequence, reason);
        _clock.Advance(entry);
        _stage.Apply(entry.Event);
        switch (entry.Event)
        {
            case RunResumed resumed:
                ResumeCount++;
                Settings = Settings.After(resumed);
                break;
            case WorkersChanged changed:
                Settings = Settings.After(changed);
                break;
        }
        _trials.Apply(entry);
    }
}
