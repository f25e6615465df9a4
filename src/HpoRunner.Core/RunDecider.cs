using System.Globalization;
using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Journal;
using HpoRunner.Search;
using HpoRunner.Training.Numerics;

namespace HpoRunner;

/// <summary>What the executing side looks like at the moment of a decision.</summary>
/// <param name="Now">Wall clock, for <c>until</c>.</param>
/// <param name="RunningTime">Monotonic, summed over resumes, for <c>time</c>.</param>
/// <param name="FreeSlots">Worker numbers, each as often as that worker can take another evaluation.</param>
/// <param name="StopRequested">Finish what runs and close the run as interrupted.</param>
/// <param name="Stranded">Why no worker can work any more; null while one can.</param>
/// <param name="ReportTime">How long writing the report is expected to take at the end; null: not yet known.</param>
/// <param name="StopTime">From asking a worker to stop until it is killed and another is ready, as far as is known.</param>
internal sealed record Situation(
    DateTimeOffset Now, TimeSpan RunningTime, IReadOnlyList<int> FreeSlots, bool StopRequested, string? Stranded = null,
    TimeSpan? ReportTime = null, TimeSpan StopTime = default);

/// <summary>
/// The deciding side of a run, without clock, chance or processes: from the run's state and the situation to journal events. Each
/// decision is an event; the caller journals it, applies it to the state, and only then acts on it.
/// </summary>
internal sealed class RunDecider
{
    private readonly LiveState _state;
    private readonly ISearcher _searcher;
    private readonly DurationForecast _forecast;
    private readonly FinalStage _finalStage;
    private readonly List<Configuration> _proposing = [];
    private readonly Queue<(TrialOrigin Origin, Configuration Parameters)> _givens = new();
    private bool _isExhausted;

    public RunDecider(LiveState state)
    {
        _state = state;
        _searcher = Searchers.Create(state.Experiment, state.SearchedCount);
        _forecast = new DurationForecast(state);
        _finalStage = new FinalStage(state, _forecast);
        _givens.Enqueue((TrialOrigin.Baseline, state.Experiment.Baseline));
        foreach (var point in state.Experiment.Points)
            _givens.Enqueue((TrialOrigin.Point, SearchSpace.Complete(state.Experiment.Parameters, point.Values)));
    }

    /// <summary>What a finished try means: the event to journal, with the decision whether it is tried again.</summary>
    public EvaluationEnded Judge(EvaluationKey key, int attempt, int worker, EvaluationResult result)
    {
        if (result.State == EvaluationState.Completed && !key.IsFinal && !result.Metrics.ContainsKey(_state.Metric))
            result = EvaluationResult.Failed(FailureKind.Trainer, NoMetric(result.Metrics.Keys), result.Seconds);
        var earlier = key.IsFinal ? _state.Finals[key.Trial] : _state.Find(key.Trial)!.Slot(key);
        var retry = result.State == EvaluationState.Failed && result.Kind is not (FailureKind.Trainer or FailureKind.Memory)
            && earlier.ChargedFailures < _state.Workers.Retries;
        return new EvaluationEnded(key, attempt, worker, result, retry);
    }

    private string NoMetric(IEnumerable<string> seen)
    {
        var names = seen.Order(StringComparer.Ordinal).ToList();
        var list = names.Count == 0 ? "none" : string.Join(", ", names.Take(20));
        return $"no metric named {_state.Metric}; seen: {list}{Training.NearestName.Hint(_state.Metric, names)}";
    }

    /// <summary>The seed of an evaluation's weights, order and noise.</summary>
    public static int SeedOf(Experiment experiment, EvaluationKey key) =>
        (int)(RandomStream.DeriveSeed((ulong)experiment.Seed, "evaluation", key.Trial, key.Repeat, key.Fold) >> 33);

    /// <summary>
    /// Quick evaluations wait inside the worker, two at a time, so that it never waits for us; with slow ones that would leave a
    /// worker idle at the end while another has two to do.
    /// </summary>
    public int EvaluationsPerWorker => _forecast.AreEvaluationsQuick ? 2 : 1;

    public bool HasTimeForReport(Situation situation) => _forecast.HasTimeForReport(situation);

    public DateTimeOffset? PredictEnd(DateTimeOffset now, int workers, long? remaining) => _forecast.PredictEnd(now, workers, remaining);

    /// <summary>Everything that can be decided now, in the order in which it is to be journalled; empty when there is only to wait.</summary>
    public IReadOnlyList<JournalEvent> Decide(Situation situation)
    {
        if (_state.Closed is not null)
            return [];
        if (situation.Stranded is { } reason)
            return [new RunClosed(RunOutcome.Failed, reason)];
        if (situation.StopRequested)
            return _state.RunningCount == 0 ? [new RunClosed(RunOutcome.Interrupted, "interrupted")] : [];
        if (_state.SearchEnd is null && _state.FailuresAlike.Message is { } message)
            return [new RunClosed(RunOutcome.Failed, string.Create(CultureInfo.InvariantCulture, $"the first {FailuresAlike.Limit} evaluations all failed alike: {message}"))];
        if (_state.SearchEnd is not null)
            return _finalStage.Decide(situation);
        if (EndOfSearch(situation) is { } end)
            return [end];
        return _state.Paused is null ? Continue(situation) : [];
    }

    /// <summary>
    /// What may be started although the last results are not in the state yet: what any of them could change (the end of the search, a
    /// retry) is decided with them, and what is started here belongs to the search whatever they say. Empty for a search that learns.
    /// </summary>
    public IReadOnlyList<JournalEvent> DecideAhead(Situation situation)
    {
        var goesOn = _state is { Closed: null, SearchEnd: null, Paused: null } && !situation.StopRequested && situation.Stranded is null && _state.FailuresAlike.Message is null;
        return goesOn && _state.Experiment.Search is (SearchMethod.Random or SearchMethod.Grid) && EndOfSearch(situation) is null ? Continue(situation) : [];
    }

    /// <summary>Which of those in flight must not go on: past the deadline, beside a target that is reached, or in a trial that was skipped.</summary>
    public IEnumerable<EvaluationKey> ToStop(Situation situation, IEnumerable<EvaluationKey> inFlight)
    {
        var isSearchOver =
            _state.SearchEnd is { } end && (end.LastTrial is not null || end.StopsRunning || _forecast.IsPastDeadline(situation));
        bool IsOver(EvaluationKey key) =>
            key.IsFinal ? _forecast.IsTooLateToRefit(situation)
            : _state.IsConfirmation(key) ? _forecast.IsTooLateToConfirm(situation)
            : isSearchOver || _state.Find(key.Trial) is { IsSkipped: true };
        return inFlight.Where(IsOver);
    }

    private SearchEnded? EndOfSearch(Situation situation)
    {
        var budget = _state.Budget;
        if (TargetReachedBy() is { } reached)
            return new($"trial {reached} reached the target", reached);
        if (_state.FailedCount >= budget.MaxFailed)
            return new(string.Create(CultureInfo.InvariantCulture, $"{_state.FailedCount} trials failed (budget.max_failed)"));
        if (_forecast.EndReason(situation) is { } outOfTime)
            return new(outOfTime);
        if (_state.SettledCount < _state.TrialCount || MayPropose(0))
            return null;
        if (!_isExhausted)
            return new(string.Create(CultureInfo.InvariantCulture, $"{_state.TrialCount - (_state.Baseline is null ? 0 : 1)} trials done"));
        return new(_state.Experiment.Search == SearchMethod.Grid ? "the grid is complete" : "the search space is exhausted");
    }

    /// <summary>The lowest trial that reaches the metric's target, once all before it are settled.</summary>
    private int? TargetReachedBy()
    {
        if (_state.Experiment.Metric.Target is not { } target || _state.Best?.Mean is not { } best || _state.IsBetter(target, best))
            return null;
        var first = _state.OpenTrials.TakeWhile(trial => trial.IsSettled)
            .FirstOrDefault(trial => trial.Mean is { } mean && !_state.IsBetter(target, mean));
        return first?.Number;
    }

    private List<JournalEvent> Continue(Situation situation)
    {
        var decisions = new List<JournalEvent>();
        var waiting = new Queue<EvaluationKey>(_state.OpenTrials.Where(trial => !trial.IsSettled).SelectMany(WaitingEvaluations));
        var nextTrial = _state.TrialCount;
        _proposing.Clear();
        var proposed = 0;
        foreach (var worker in situation.FreeSlots)
        {
            while (waiting.Count == 0 && MayPropose(proposed) && Propose(nextTrial) is { } proposal)
            {
                decisions.Add(proposal);
                proposed++;
                if (proposal.Infeasible is null)
                {
                    for (var slot = 0; slot < _state.Experiment.Validation.ScoreCount; slot++)
                        waiting.Enqueue(
                            new EvaluationKey(
                                nextTrial, slot / _state.Experiment.Validation.FoldCount,
                                slot % _state.Experiment.Validation.FoldCount));
                }
                nextTrial++;
            }
            if (waiting.Count == 0 || !_forecast.FitsBeforeDeadline(waiting.Peek(), situation))
                break;
            var key = waiting.Dequeue();
            decisions.Add(new EvaluationStarted(key, _state.AttemptsOf(key) + 1, worker));
        }
        return decisions;
    }

    private bool MayPropose(int proposed)
    {
        if (_isExhausted)
            return false;
        if (_state.TrialLimit is not { } planned)
            return true;
        // The baseline is not one of the planned trials.
        return _state.TrialCount + proposed <= planned;
    }

    private TrialProposed? Propose(int number)
    {
        while (_givens.TryDequeue(out var given))
        {
            if (!IsTaken(given.Parameters))
                return Proposal(number, given.Origin, given.Parameters);
        }
        if (_searcher.Propose(number, IsTaken) is { } configuration)
            return Proposal(number, TrialOrigin.Search, configuration);
        _isExhausted = true;
        return null;
    }

    /// <summary>Proposed in a record that is on disk, or in one that is being decided with this.</summary>
    private bool IsTaken(Configuration configuration) => _state.Taken.Contains(configuration) || _proposing.Contains(configuration);

    private TrialProposed Proposal(int number, TrialOrigin origin, Configuration parameters)
    {
        _proposing.Add(parameters);
        return new(number, origin, parameters, SearchSpace.Broken(_state.Experiment.Constraints, parameters)?.ToString());
    }

    /// <summary>Not running, without outcome, and not behind an evaluation that has already decided the trial.</summary>
    private static IEnumerable<EvaluationKey> WaitingEvaluations(TrialState trial)
    {
        for (var i = 0; i < trial.Slots.Count; i++)
        {
            var slot = trial.Slots[i];
            if (slot.Outcome is { } outcome && outcome != EvaluationState.Completed)
                yield break;
            if (slot.Outcome is null && !slot.IsRunning)
                yield return trial.KeyOf(i);
        }
    }
}
