using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Training.Metrics;

namespace HpoRunner.Journal;

/// <summary>
/// Where a run stands, as far as a coordinator must know: a replay of the journal. <see cref="Apply"/> is the only thing that changes it,
/// live and on resume. It does not grow with the number of trials, but for <see cref="Taken"/>: settled trials are counted and let go,
/// see <see cref="TrialRoll"/>. Whoever looks at all trials reads the journal into a <see cref="RunState"/>.
/// </summary>
internal class LiveState
{
    private readonly RunClock _clock = new();
    private readonly RunStage _stage = new();
    private readonly TrialRoll _roll;
    private readonly TrialShape _shape;
    private readonly Dictionary<int, EvaluationSlot> _finals = [];
    private readonly Lazy<long?> _gridTrials;

    /// <param name="released">Is told of each trial that is let go.</param>
    public LiveState(RunStarted header, Action<TrialState>? released = null)
    {
        Header = header;
        Settings = RunSettings.Of(header);
        Tally = new RunTally(IsBetter);
        _gridTrials = new(() => GridSize.TrialCount(Experiment));
        _shape = new TrialShape(Experiment.Validation.ScoreCount, Experiment.Validation.FoldCount, Metric);
        var leaderCount = Math.Max(Math.Max(1, Experiment.KeepModels), Experiment.Confirm?.Top ?? 0);
        _roll = new TrialRoll(leaderCount, Maximize, Experiment.Metric.Target, released);
    }

    public RunStarted Header { get; }

    public Experiment Experiment => Header.Experiment;

    public string Metric => Experiment.Metric.Name!;

    public bool Maximize => Experiment.Metric.Goal == MetricGoal.Maximize;

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
    public int TrialCount => _roll.Count;

    /// <summary>Of them those that the searcher proposed.</summary>
    public int SearchedCount { get; private set; }

    /// <summary>
    /// What a searcher must not propose again. A grid visits each of its points once by itself, so its own are not in it.
    /// </summary>
    public ConfigurationSet Taken { get; } = new();

    /// <summary>How many trials and evaluations came to what.</summary>
    public RunTally Tally { get; }

    /// <summary>Trials that something may still happen to, in their order; some may be settled.</summary>
    public IEnumerable<TrialState> OpenTrials => _roll.Open;

    /// <summary>Every trial that was not let go, in no order.</summary>
    public IEnumerable<TrialState> HeldTrials => _roll.Held;

    /// <summary>
    /// Completed trials that count, the best first, the lower number first among equals: at least as many as may be finalists. Where a
    /// trial reached the metric's target, those up to it count.
    /// </summary>
    public IEnumerable<TrialState> BestTrials => _roll.Best.Where(trial => SearchEnd?.LastTrial is not { } last || trial.Number <= last);

    /// <summary>As many of the best that can change no more as are kept, whatever the end of the search may say.</summary>
    public IEnumerable<TrialState> Leaders => _roll.Leaders;

    /// <summary>Trial 0, once it is proposed.</summary>
    public TrialState? Baseline { get; private set; }

    /// <summary>Trials whose final fit is known, and how it ended.</summary>
    public IReadOnlyDictionary<int, EvaluationSlot> Finals => _finals;

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
    public virtual TrialState? Find(int trial) => _roll.Find(trial);

    /// <summary>Evaluations of the search that failed for good.</summary>
    public IEnumerable<EvaluationSlot> FailedEvaluations() =>
        HeldTrials.SelectMany(trial => trial.Slots).Where(slot => slot.Outcome == EvaluationState.Failed);

    /// <summary>Whether an evaluation is one of a finalist's fresh repeats.</summary>
    public bool IsConfirmation(EvaluationKey key) => !key.IsFinal && key.Repeat >= Experiment.Validation.Repeats;

    /// <summary>Tries at an evaluation so far, the running one included.</summary>
    public int AttemptsOf(EvaluationKey key) =>
        (key.IsFinal ? _finals.GetValueOrDefault(key.Trial) : Find(key.Trial)?.Slot(key))?.Attempts ?? 0;

    /// <summary>Whether this very attempt is on its way, as far as the journal knows.</summary>
    public bool IsRunning(EvaluationKey key, int attempt) => SlotOf(key) is { IsRunning: true } slot && slot.Attempts == attempt;

    /// <summary>Whether a mean is better than another; equal is not better.</summary>
    public bool IsBetter(double mean, double than) => Maximize ? mean > than : mean < than;

    /// <exception cref="JournalMisfitException">The event cannot be the next of this run; the state is as before.</exception>
    public void Apply(JournalEntry entry)
    {
        if (EventFit.Refuse(this, entry.Event) is { } reason)
            throw new JournalMisfitException(Header.Run, entry.Sequence, reason);
        _clock.Advance(entry);
        _stage.Apply(entry.Event);
        switch (entry.Event)
        {
            case RunStarted or RunPaused or RunContinued or SearchEnded or RunClosed:
                break;
            case RunResumed resumed:
                Resume(resumed);
                break;
            case WorkersChanged changed:
                Settings = Settings.After(changed);
                break;
            case TrialProposed proposed:
                Propose(proposed);
                break;
            case EvaluationStarted started:
                Start(started);
                break;
            case EvaluationEnded ended:
                End(ended, entry.At);
                break;
            case TrialSkipped skipped:
                Skip(Find(skipped.Trial));
                break;
            case FailedReopened:
                ReopenFailed();
                break;
            case FinalistsChosen chosen:
                Choose(chosen);
                break;
            case WinnerFrozen frozen:
                _roll.Choose(frozen.Trial);
                break;
            default:
                throw new InvalidOperationException($"no rule for {entry.Event.GetType().Name}");
        }
    }

    /// <summary>A trial begins.</summary>
    protected virtual void Add(TrialState trial) => _roll.Add(trial);

    private void Resume(RunResumed resumed)
    {
        ResumeCount++;
        Settings = Settings.After(resumed);
        foreach (var trial in HeldTrials.ToList())
        {
            trial.Interrupt();
            _roll.Review(trial);
        }
        foreach (var slot in _finals.Values)
            slot.Interrupt();
        Tally.Interrupt();
        Tally.Forgive();
    }

    private void Propose(TrialProposed proposed)
    {
        var trial = new TrialState(proposed, _shape);
        if (proposed.Origin == TrialOrigin.Search)
            SearchedCount++;
        if (proposed.Origin == TrialOrigin.Baseline)
            Baseline ??= trial;
        if (proposed.Origin != TrialOrigin.Search || Experiment.Search != SearchMethod.Grid)
            Taken.Add(proposed.Parameters);
        if (trial.IsSettled)
            Tally.Settle(trial);
        Add(trial);
    }

    private void Start(EvaluationStarted started)
    {
        var slot = SlotOf(started.Evaluation);
        Tally.Start(started, slot);
        slot?.Start(started.Attempt);
    }

    private void End(EvaluationEnded ended, DateTimeOffset at)
    {
        Tally.Spend(ended.Result.Seconds);
        // A late answer about a trial that was let go changes nothing, as it would not if it were still here.
        if (SlotOf(ended.Evaluation) is not { } slot)
            return;
        var wasRunning = slot.IsRunning;
        var trial = Find(ended.Evaluation.Trial);
        var wasSettled = trial?.IsSettled ?? true;
        slot.End(ended, at);
        if (wasRunning && !slot.IsRunning)
            Tally.End();
        if (trial is null || ended.Evaluation.IsFinal || IsConfirmation(ended.Evaluation))
            return;
        if (wasRunning && slot.Outcome is not null)
            Tally.Count(slot);
        if (!wasSettled && trial.IsSettled)
            Tally.Settle(trial);
        trial.Pack();
        _roll.Review(trial);
    }

    private void Skip(TrialState? trial)
    {
        // What is settled cannot be skipped any more: it may have been let go.
        if (trial is null || trial.IsSettled)
            return;
        trial.IsSkipped = true;
        Tally.Settle(trial);
        _roll.Review(trial);
    }

    private void ReopenFailed()
    {
        foreach (var trial in HeldTrials.Where(trial => !trial.IsSkipped && trial.HasFailure).ToList())
        {
            var (wasSettled, hadFailed) = (trial.IsSettled, trial.Status == TrialStatus.Failed);
            var evaluations = trial.ReopenFailed();
            var isOpenAgain = wasSettled && !trial.IsSettled;
            Tally.Reopen(evaluations, hadFailed, isOpenAgain);
            if (isOpenAgain)
                _roll.Reopen(trial);
        }
        Tally.Forgive();
    }

    private void Choose(FinalistsChosen chosen)
    {
        foreach (var number in chosen.Trials)
        {
            _roll.Choose(number);
            // Both are there: the event was refused otherwise.
            Find(number)!.Confirm(Experiment.Confirm!.Repeats * Experiment.Validation.FoldCount);
        }
    }

    /// <summary>Null in a trial that was let go.</summary>
    private EvaluationSlot? SlotOf(EvaluationKey key)
    {
        if (!key.IsFinal)
            return Find(key.Trial)?.Slot(key);
        if (!_finals.TryGetValue(key.Trial, out var slot))
            _finals[key.Trial] = slot = new EvaluationSlot();
        return slot;
    }
}
