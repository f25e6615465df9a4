using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Journal;
using HpoRunner.Training.Metrics;

namespace HpoRunner;

/// <summary>A run whose decisions are taken one by one: no workers, no journal, and time as the test says.</summary>
internal sealed class DecidedRun
{
    private readonly LiveState _decidesFrom;
    private long _sequence;
    private int _term = 1;

    /// <param name="decidesFromAll">From the state with all trials, and not from one that lets them go as a run's does.</param>
    /// <param name="header">What else is another than in the sample.</param>
    public DecidedRun(
        Func<Experiment, Experiment>? change = null, DateTimeOffset? until = null, bool decidesFromAll = false,
        Func<RunStarted, RunStarted>? header = null)
    {
        var experiment = SampleEvents.Header.Experiment with
        {
            TestShare = null,
            Metric = new MetricSettings("accuracy", MetricGoal.Maximize, null),
            Validation = new ValidationSettings(Folds: 2),
            Budget = new BudgetSettings(Trials: 3),
        };
        var started = SampleEvents.Header with { Experiment = change?.Invoke(experiment) ?? experiment, Until = until };
        State = new RunState(header?.Invoke(started) ?? started);
        _decidesFrom = decidesFromAll ? State : new LiveState(State.Header);
        Apply(State.Header);
        Decider = new RunDecider(_decidesFrom);
    }

    /// <summary>With all trials, to be looked at.</summary>
    public RunState State { get; }

    /// <summary>As a coordinator has it.</summary>
    public LiveState Decides => _decidesFrom;

    public RunDecider Decider { get; private set; }

    public DateTimeOffset Now { get; set; } = new ManualClock().GetUtcNow();

    public TimeSpan RunningTime { get; set; }

    public bool StopRequested { get; set; }

    public string? Stranded { get; set; }

    public Situation Situation(params int[] freeSlots) => new(Now, RunningTime, freeSlots, StopRequested, Stranded);

    /// <summary>Decides once and applies it.</summary>
    public IReadOnlyList<JournalEvent> Decide(params int[] freeSlots)
    {
        var decisions = Decider.Decide(Situation(freeSlots));
        foreach (var decision in decisions)
            Apply(decision);
        return decisions;
    }

    /// <summary>One worker that is always free, until the run is closed; each start is answered at once.</summary>
    public RunClosed RunToTheEnd(Func<EvaluationKey, int, EvaluationResult> answer)
    {
        for (var step = 0; step < 10_000 && State.Closed is null; step++)
        {
            foreach (var started in Decide(1).OfType<EvaluationStarted>())
                Answer(started, answer(started.Evaluation, started.Attempt));
        }
        return State.Closed!;
    }

    public void Answer(EvaluationStarted started, EvaluationResult result) =>
        Apply(Decider.Judge(started.Evaluation, started.Attempt, started.Worker, result));

    public void Resume(BudgetSettings? budget = null)
    {
        _term++;
        Apply(new RunResumed("host", 1, "0", budget, null, null));
        Decider = new RunDecider(_decidesFrom);
    }

    public void Apply(JournalEvent journalEvent)
    {
        var entry = new JournalEntry(++_sequence, _term, Now, journalEvent);
        State.Apply(entry);
        if (_decidesFrom != State)
            _decidesFrom.Apply(entry);
    }

    public static EvaluationResult Completed(double accuracy, double seconds = 1) =>
        new(EvaluationState.Completed, new Dictionary<string, double> { ["accuracy"] = accuracy }, 10, seconds);

    public static EvaluationResult Of(EvaluationState state) => new(state, new Dictionary<string, double>(), 0, 1);
}
