using HpoRunner.Experiments;

namespace HpoRunner.Journal;

/// <summary>What there was of everything in a run so far: numbers that stay when the trials they came from are let go.</summary>
internal sealed class RunTally(MetricSettings metric)
{
    private const int RecentCount = 50;

    private readonly List<BestStep> _bestSteps = [];
    private readonly Queue<double> _recentSeconds = new(RecentCount + 1);

    /// <summary>Trials that can change no more.</summary>
    public int SettledCount { get; private set; }

    public int FailedCount { get; private set; }

    public int DivergedCount { get; private set; }

    /// <summary>Evaluations that are running, final fits among them.</summary>
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

    /// <summary>The first completed trial, and each that was better than all before it.</summary>
    public IReadOnlyList<BestStep> BestSteps => _bestSteps;

    /// <summary>The completed trial with the best mean, the lower number among equals; null before the first.</summary>
    public TrialState? Best { get; private set; }

    /// <summary>The trial that settled last.</summary>
    public TrialState? LastSettled { get; private set; }

    /// <param name="slot">As it was before; null in a trial that was let go.</param>
    internal void Start(EvaluationStarted started, EvaluationSlot? slot)
    {
        WorkerNumbers = Math.Max(WorkerNumbers, started.Worker);
        if (slot is { IsRunning: false })
            RunningCount++;
    }

    /// <summary>A worker was busy for so long.</summary>
    internal void Spend(double seconds) => BusySeconds += seconds;

    /// <summary>An evaluation is not running any more.</summary>
    internal void End() => RunningCount--;

    /// <summary>An evaluation of the search has an outcome.</summary>
    internal void Count(EvaluationSlot slot)
    {
        FailuresAlike.Count(slot);
        DoneEvaluations++;
        _recentSeconds.Enqueue(slot.Seconds);
        if (_recentSeconds.Count > RecentCount)
            _recentSeconds.Dequeue();
    }

    /// <summary>A trial can change no more.</summary>
    internal void Settle(TrialState trial)
    {
        SettledCount++;
        LastSettled = trial;
        if (trial.Status == TrialStatus.Failed)
            FailedCount++;
        if (trial.Status == TrialStatus.Diverged)
            DivergedCount++;
        if (trial.Mean is not { } mean)
            return;
        var isStep = Best?.Mean is not { } best || metric.IsBetter(mean, best);
        if (isStep)
            _bestSteps.Add(new BestStep(SettledCount, mean));
        if (isStep || (mean == Best!.Mean && trial.Number < Best.Number))
            Best = trial;
    }

    /// <summary>Failed evaluations of one trial are yet to be tried again.</summary>
    /// <param name="evaluations">How many.</param>
    /// <param name="hadFailed">Whether the trial had failed with them.</param>
    /// <param name="isOpenAgain">Whether it was settled before, and is not any more.</param>
    internal void Reopen(int evaluations, bool hadFailed, bool isOpenAgain)
    {
        DoneEvaluations -= evaluations;
        FailedCount -= hadFailed ? 1 : 0;
        SettledCount -= isOpenAgain ? 1 : 0;
    }

    /// <summary>Who resumes, or asks for another try, has changed something or wants to see it again.</summary>
    internal void Forgive() => FailuresAlike.Reset();

    /// <summary>A new coordinator: nothing is running any more.</summary>
    internal void Interrupt() => RunningCount = 0;
}
