using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Training.Metrics;

namespace HpoRunner.Journal;

/// <summary>
/// Where a run stands, as far as a coordinator must know: a replay of the journal. <see cref="Apply"/> is the only thing that changes it,
/// live and on resume. It does not grow with the number of trials, but for <see cref="Taken"/>: settled trials are counted and let go,
/// see <see cref="TrialRoll"/>. Whoever looks at all trials reads the journal into a <see cref="RunState"/>.
/// </summary>
internal partial class LiveState
{
    private const int RecentCount = 50;

    private readonly TrialRoll _roll;
    private readonly TrialShape _shape;
    private readonly List<BestStep> _bestSteps = [];
    private readonly Queue<double> _recentSeconds = new(RecentCount + 1);
    private readonly Dictionary<int, EvaluationSlot> _finals = [];
    private readonly RunClock _clock = new();
    private readonly Lazy<long?> _gridTrials;

    /// <param name="released">Is told of each trial that is let go.</param>
    public LiveState(RunStarted header, Action<TrialState>? released = null)
    {
        Header = header;
        Budget = header.Experiment.Budget;
        Until = header.Until;
        Workers = header.Experiment.Workers;
        File = header.File;
        _gridTrials = new(() => GridSize.TrialCount(Experiment));
        _shape = new TrialShape(Experiment.Validation.ScoreCount, Experiment.Validation.FoldCount, Metric);
        _roll = new TrialRoll(
            Math.Max(Math.Max(1, Experiment.KeepModels), Experiment.Confirm?.Top ?? 0), Maximize, Experiment.Metric.Target,
            released);
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

    /// <summary>Trials that something may still happen to, in their order; some may be settled.</summary>
    public IEnumerable<TrialState> OpenTrials => _roll.Open;

    /// <summary>Every trial that was not let go, in no order.</summary>
    public IEnumerable<TrialState> HeldTrials => _roll.Held;

    /// <summary>
    /// Completed trials that count, the best first, the lower number first among equals: at least as many as may be finalists. Where a
    /// trial reached the metric's target, those up to it count.
    /// </summary>
    public IEnumerable<TrialState> BestTrials => _roll.Best.Where(trial => SearchEnd?.LastTrial is not { } last || trial.Number <= last);

    /// <summary>
    /// Trials whose models are worth their place: the best <see cref="Experiment.KeepModels"/>; those that are open, for they may become
    /// such; and those with a failed evaluation, which may be retried. Who is not among them never comes back.
    /// </summary>
    public IEnumerable<int> ModelTrials => (SearchEnd?.LastTrial is null
            ? _roll.Leaders.Take(Experiment.KeepModels).Concat(OpenTrials) : BestTrials.Take(Experiment.KeepModels))
        .Concat(HeldTrials.Where(trial => trial.HasFailure)).Select(trial => trial.Number);

    /// <summary>Trial 0, once it is proposed.</summary>
    public TrialState? Baseline { get; private set; }

    /// <summary>The trial that settled last.</summary>
    public TrialState? LastSettled { get; private set; }

    /// <summary>The first completed trial, and each that was better than all before it.</summary>
    public IReadOnlyList<BestStep> BestSteps => _bestSteps;

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

    public DateTimeOffset StartedAt => _clock.StartedAt;

    public DateTimeOffset LastAt => _clock.LastAt;

    /// <summary>Time that the run was open, summed over resumes.</summary>
    public TimeSpan RunningTime => _clock.RunningTime;

    /// <inheritdoc cref="RunClock.RunningTimeAt"/>
    public TimeSpan RunningTimeAt(DateTimeOffset at) => _clock.RunningTimeAt(at);

    /// <summary>A trial that was not let go; null for one that was, or is not there.</summary>
    public virtual TrialState? Find(int trial) => _roll.Find(trial);

    /// <summary>As the journal in this file tells it.</summary>
    public static LiveState Of(string path)
    {
        LiveState? state = null;
        foreach (var entry in JournalReader.ReadAll(path, withCurves: false))
            (state ??= new LiveState((RunStarted)entry.Event)).Apply(entry);
        return state!;
    }

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

    /// <summary>A trial begins.</summary>
    protected virtual void Add(TrialState trial) => _roll.Add(trial);

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
