using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Training.Metrics;

namespace HpoRunner.Journal;

/// <summary>
/// Where a run stands: a replay of its journal. <see cref="Apply"/> is the only thing that changes it, live and on resume.
/// </summary>
internal sealed class RunState
{
    private const int RecentCount = 50;

    private readonly List<TrialState> _trials = [];
    private readonly TrialShape _shape;
    private readonly Queue<double> _recentSeconds = new(RecentCount + 1);
    private readonly Dictionary<int, EvaluationSlot> _finals = [];
    private DateTimeOffset _termStart;
    private int _term;
    private TimeSpan _earlierTerms;

    public RunState(RunStarted header)
    {
        Header = header;
        Budget = header.Experiment.Budget;
        Until = header.Until;
        Workers = header.Experiment.Workers;
        File = header.File;
        _shape = new TrialShape(Experiment.Validation.ScoreCount, Experiment.Validation.FoldCount, Metric);
    }

    public RunStarted Header { get; }

    public Experiment Experiment => Header.Experiment;

    public string Metric => Experiment.Metric.Name!;

    public bool Maximize => Experiment.Metric.Goal == MetricGoal.Maximize;

    /// <summary>As the header says, or as a resume changed it.</summary>
    public BudgetSettings Budget { get; private set; }

    public DateTimeOffset? Until { get; private set; }

    /// <summary>As the header says, or as a resume or a request changed them.</summary>
    public WorkerSettings Workers { get; private set; }

    /// <summary>The experiment file's text as it was taken up last.</summary>
    public string File { get; private set; }

    /// <summary>Proposals and points that the budget allows, the baseline not counted; null when something else ends the search.</summary>
    public int? TrialLimit => Budget.TrialLimit(Experiment.Search);

    /// <summary>All trials of the run, the baseline included; null when only the clock ends the search.</summary>
    public long? PlannedTrials
    {
        get
        {
            var limit = TrialLimit is { } trials ? trials + 1L : (long?)null;
            if (Experiment.Search != SearchMethod.Grid || GridSize.Count(Experiment.Parameters) is not { } size || size > int.MaxValue)
                return limit;
            var isInGrid = Experiment.Baseline.Entries.All(entry => DomainValues.Contains(Experiment.Parameters.First(parameter => parameter.Name == entry.Key).Domain, entry.Value));
            var whole = (long)size + (isInGrid ? 0 : 1);
            return limit is { } fewer && fewer < whole ? fewer : whole;
        }
    }

    /// <summary>Every trial that was proposed, by number.</summary>
    public IReadOnlyList<TrialState> AllTrials => _trials;

    /// <summary>Those that count: up to the one that reached the metric's target, if one did.</summary>
    public IEnumerable<TrialState> Trials => SearchEnd?.LastTrial is { } last ? _trials.Take(last + 1) : _trials;

    /// <summary>The completed trial with the best mean, the lower number among equals; null before the first.</summary>
    public TrialState? Best { get; private set; }

    /// <summary>Trials that can change no more.</summary>
    public int SettledCount { get; private set; }

    public int FailedCount { get; private set; }

    public int DivergedCount { get; private set; }

    public int RunningCount { get; private set; }

    /// <summary>Evaluations of the search with an outcome.</summary>
    public int DoneEvaluations { get; private set; }

    /// <summary>Time that workers spent in evaluations, those that failed included.</summary>
    public double BusySeconds { get; private set; }

    /// <summary>The highest number that a worker has had, which is how many there were at most.</summary>
    public int WorkerNumbers { get; private set; }

    /// <summary>Durations of the last evaluations with an outcome, <see cref="RecentCount"/> at most: what predictions go by.</summary>
    public IReadOnlyCollection<double> RecentSeconds => _recentSeconds;

    /// <summary>Whether everything since the run was opened has failed in the same way.</summary>
    public FailuresAlike FailuresAlike { get; } = new();

    /// <summary>Why nothing more of the search is started for now; null while it goes on.</summary>
    public string? Paused { get; private set; }

    public SearchEnded? SearchEnd { get; private set; }

    /// <summary>Trials that are confirmed on fresh repeats, best first; null before they are chosen.</summary>
    public IReadOnlyList<int>? Finalists { get; private set; }

    /// <summary>The frozen winner's trial. Once it is set, the test rows may have been used.</summary>
    public int? Winner { get; private set; }

    /// <summary>Trials whose final fit is known, and how it ended.</summary>
    public IReadOnlyDictionary<int, EvaluationSlot> Finals => _finals;

    /// <summary>Null while the run goes on, or was killed.</summary>
    public RunClosed? Closed { get; private set; }

    public int ResumeCount { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Time that the run was open, summed over resumes.</summary>
    public TimeSpan RunningTime => _earlierTerms + (LastAt - _termStart);

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

    /// <exception cref="JournalMisfitException">The event cannot be the next of this run; the state is as before.</exception>
    public void Apply(JournalEntry entry)
    {
        if (EventFit.Refuse(this, entry.Event) is { } reason)
            throw new JournalMisfitException(Header.Run, entry.Sequence, reason);
        AdvanceClock(entry);
        switch (entry.Event)
        {
            case RunStarted:
                break;
            case RunResumed resumed:
                Resume(resumed);
                break;
            case TrialProposed proposed:
                _trials.Add(new TrialState(proposed, _shape));
                CountIfSettled(_trials[^1], wasSettled: false);
                break;
            case EvaluationStarted started:
                Start(started);
                break;
            case EvaluationEnded ended:
                End(ended, entry.At);
                break;
            case TrialSkipped skipped:
                Skip(_trials[skipped.Trial]);
                break;
            case FailedReopened:
                ReopenFailed();
                break;
            case WorkersChanged changed:
                Workers = Workers with { Count = changed.Count };
                break;
            case RunPaused paused:
                Paused = paused.Reason;
                break;
            case RunContinued:
                Paused = null;
                break;
            case SearchEnded ended:
                SearchEnd = ended;
                break;
            case FinalistsChosen chosen:
                Choose(chosen);
                break;
            case WinnerFrozen frozen:
                Winner = frozen.Trial;
                break;
            case RunClosed closed:
                Closed = closed;
                break;
            default:
                throw new InvalidOperationException($"no rule for {entry.Event.GetType().Name}");
        }
    }

    /// <summary>Evaluations of the search that failed for good.</summary>
    public IEnumerable<EvaluationSlot> FailedEvaluations() => _trials.SelectMany(trial => trial.Slots).Where(slot => slot.Outcome == EvaluationState.Failed);

    /// <summary>A trial that is not settled when a run is closed was stopped, not lost: a resume goes on with it.</summary>
    public TrialStatus StatusOf(TrialState trial) => Closed is not null && !trial.IsSettled ? TrialStatus.Stopped : trial.Status;

    /// <summary>Whether an evaluation is one of a finalist's fresh repeats.</summary>
    public bool IsConfirmation(EvaluationKey key) => !key.IsFinal && key.Repeat >= Experiment.Validation.Repeats;

    /// <summary>Whether this very attempt is on its way, as far as the journal knows.</summary>
    public bool IsRunning(EvaluationKey key, int attempt) => SlotOf(key) is { IsRunning: true } slot && slot.Attempts == attempt;

    /// <summary>Whether a mean is better than another; equal is not better.</summary>
    public bool IsBetter(double mean, double than) => Maximize ? mean > than : mean < than;

    private void Start(EvaluationStarted started)
    {
        var slot = SlotOf(started.Evaluation);
        if (!slot.IsRunning)
            RunningCount++;
        slot.Start(started.Attempt);
        WorkerNumbers = Math.Max(WorkerNumbers, started.Worker);
    }

    private void End(EvaluationEnded ended, DateTimeOffset at)
    {
        var slot = SlotOf(ended.Evaluation);
        var trial = _trials[ended.Evaluation.Trial];
        var wasSettled = trial.IsSettled;
        var wasRunning = slot.IsRunning;
        slot.End(ended, at);
        BusySeconds += ended.Result.Seconds;
        if (wasRunning && !slot.IsRunning)
            RunningCount--;
        if (ended.Evaluation.IsFinal || IsConfirmation(ended.Evaluation))
            return;
        if (wasRunning && slot.Outcome is not null)
            Count(slot);
        CountIfSettled(trial, wasSettled);
        trial.Pack();
    }

    private void Choose(FinalistsChosen chosen)
    {
        Finalists = chosen.Trials;
        foreach (var trial in chosen.Trials)
            _trials[trial].Confirm(Experiment.Confirm!.Repeats * Experiment.Validation.FoldCount);
    }

    private void Skip(TrialState trial)
    {
        var wasSettled = trial.IsSettled;
        trial.IsSkipped = true;
        CountIfSettled(trial, wasSettled);
    }

    private void ReopenFailed()
    {
        foreach (var trial in _trials.Where(trial => !trial.IsSkipped))
        {
            var wasSettled = trial.IsSettled;
            if (trial.Status == TrialStatus.Failed)
                FailedCount--;
            DoneEvaluations -= trial.ReopenFailed();
            if (wasSettled && !trial.IsSettled)
                SettledCount--;
        }
        FailuresAlike.Reset();
        Closed = null;
        SearchEnd = SearchEnd?.LastTrial is null ? null : SearchEnd;
        Finalists = Winner is null ? null : Finalists;
    }

    private void Count(EvaluationSlot slot)
    {
        FailuresAlike.Count(slot);
        DoneEvaluations++;
        _recentSeconds.Enqueue(slot.Seconds);
        if (_recentSeconds.Count > RecentCount)
            _recentSeconds.Dequeue();
    }

    private void CountIfSettled(TrialState trial, bool wasSettled)
    {
        if (wasSettled || !trial.IsSettled)
            return;
        SettledCount++;
        if (trial.Status == TrialStatus.Failed)
            FailedCount++;
        if (trial.Status == TrialStatus.Diverged)
            DivergedCount++;
        if (trial.Mean is { } mean && (Best is null || IsBetter(mean, Best.Mean!.Value) || (mean == Best.Mean && trial.Number < Best.Number)))
            Best = trial;
    }

    private void AdvanceClock(JournalEntry entry)
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

    private void Resume(RunResumed resumed)
    {
        ResumeCount++;
        Paused = null;
        // Who resumes has changed something, or wants to see it again.
        FailuresAlike.Reset();
        Closed = null;
        _trials.ForEach(trial => trial.Interrupt());
        foreach (var slot in _finals.Values)
            slot.Interrupt();
        RunningCount = 0;
        if (resumed.Budget is { } budget)
        {
            // A new budget opens the search again; a target that was reached stays reached.
            Budget = budget;
            Until = resumed.Until;
            SearchEnd = SearchEnd?.LastTrial is null ? null : SearchEnd;
            Finalists = Winner is null ? null : Finalists;
        }
        Workers = resumed.Settings ?? Workers;
        Workers = resumed.Workers is { } count ? Workers with { Count = count } : Workers;
        File = resumed.File ?? File;
    }

    private EvaluationSlot SlotOf(EvaluationKey key)
    {
        if (!key.IsFinal)
            return _trials[key.Trial].Slot(key);
        if (!_finals.TryGetValue(key.Trial, out var slot))
            _finals[key.Trial] = slot = new EvaluationSlot();
        return slot;
    }
}
