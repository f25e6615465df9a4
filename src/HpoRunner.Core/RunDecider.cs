using System.Globalization;
using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Journal;

namespace HpoRunner;

/// <summary>
/// The deciding side of a run, without clock, chance or processes: from the run's state and the situation to journal events. Each
/// decision is an event; the caller journals it, applies it to the state, and only then acts on it.
/// </summary>
internal sealed class RunDecider
{
    private readonly LiveState _state;
    private readonly Proposals _proposals;
    private readonly DurationForecast _forecast;
    private readonly FinalStage _finalStage;

    public RunDecider(LiveState state)
    {
        _state = state;
        _proposals = new Proposals(state.Experiment, state.SearchedCount);
        _forecast = new DurationForecast(state);
        _finalStage = new FinalStage(state, _forecast);
    }

    /// <summary>What a finished try means: the event to journal, with the decision whether it is tried again.</summary>
    public EvaluationEnded Judge(EvaluationKey key, int attempt, int worker, EvaluationResult result)
    {
        if (result.State == EvaluationState.Completed && !key.IsFinal && !result.Metrics.ContainsKey(_state.Metric))
            result = EvaluationResult.Failed(FailureKind.Trainer, NoMetric(result.Metrics.Keys), result.Seconds);
        var earlier = key.IsFinal ? _state.Finals[key.Trial] : _state.Find(key.Trial)!.Slot(key);
        var retry = result.State == EvaluationState.Failed && result.Kind is not (FailureKind.Trainer or FailureKind.Memory)
            && earlier.ChargedFailures < _state.Settings.Workers.Retries;
        return new EvaluationEnded(key, attempt, worker, result, retry);
    }

    private string NoMetric(IEnumerable<string> seen)
    {
        var names = seen.Order(StringComparer.Ordinal).ToList();
        var list = names.Count == 0 ? "none" : string.Join(", ", names.Take(20));
        return $"no metric named {_state.Metric}; seen: {list}{Training.NearestName.Hint(_state.Metric, names)}";
    }

    /// <summary>
    /// Quick evaluations wait inside the worker, two at a time, so that it never waits for us; with slow ones that would leave a
    /// worker idle at the end while another has two to do.
    /// </summary>
    public int EvaluationsPerWorker => _forecast.AreEvaluationsQuick ? 2 : 1;

    public bool HasTimeForReport(Situation situation) => _forecast.HasTimeForReport(situation);

    public DateTimeOffset? PredictEnd(DateTimeOffset now, int workers, long? remaining) => _forecast.PredictEnd(now, workers, remaining);

    /// <summary>
    /// Everything that can be decided now, in the order in which it is to be journalled; empty when there is only to wait.
    /// </summary>
    public IReadOnlyList<JournalEvent> Decide(Situation situation)
    {
        if (_state.Closed is not null)
            return [];
        if (situation.Stranded is { } reason)
            return [new RunClosed(RunOutcome.Failed, reason)];
        if (situation.StopRequested)
            return _state.Tally.RunningCount == 0 ? [new RunClosed(RunOutcome.Interrupted, "interrupted")] : [];
        if (_state.SearchEnd is null && _state.Tally.FailuresAlike.Message is { } message)
            return [new RunClosed(RunOutcome.Failed, Text($"the first {FailuresAlike.Limit} evaluations all failed alike: {message}"))];
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
        var learns = _state.Experiment.Search is not (SearchMethod.Random or SearchMethod.Grid);
        var goesOn = _state is { Closed: null, SearchEnd: null, Paused: null, Tally.FailuresAlike.Message: null }
            && situation is { StopRequested: false, Stranded: null };
        return goesOn && !learns && EndOfSearch(situation) is null ? Continue(situation) : [];
    }

    /// <summary>
    /// Which of those in flight must not go on: past the deadline, beside a target that is reached, or in a trial that was skipped.
    /// </summary>
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
        var budget = _state.Settings.Budget;
        if (TargetReachedBy() is { } reached)
            return new($"trial {reached} reached the target", reached);
        if (_state.Tally.FailedCount >= budget.MaxFailed)
            return new(Text($"{_state.Tally.FailedCount} trials failed (budget.max_failed)"));
        if (_forecast.EndReason(situation) is { } outOfTime)
            return new(outOfTime);
        if (_state.Tally.SettledCount < _state.TrialCount || MayPropose(0))
            return null;
        if (!_proposals.AreExhausted)
        {
            var searched = _state.TrialCount - (_state.Baseline is null ? 0 : 1);
            return new(Text($"{searched} trial{(searched == 1 ? "" : "s")} done"));
        }
        return new(_state.Experiment.Search == SearchMethod.Grid ? "the grid is complete" : "the search space is exhausted");
    }

    /// <summary>The lowest trial that reaches the metric's target, once all before it are settled.</summary>
    private int? TargetReachedBy()
    {
        var metric = _state.Experiment.Metric;
        if (_state.Tally.Best?.Mean is not { } best || !metric.IsReachedBy(best))
            return null;
        return _state.OpenTrials.TakeWhile(trial => trial.IsSettled)
            .FirstOrDefault(trial => trial.Mean is { } mean && metric.IsReachedBy(mean))?.Number;
    }

    private List<JournalEvent> Continue(Situation situation)
    {
        var decisions = new List<JournalEvent>();
        var proposed = new List<Configuration>();
        var waiting = new Queue<EvaluationKey>(_state.OpenTrials.Where(trial => !trial.IsSettled).SelectMany(WaitingEvaluations));
        foreach (var worker in situation.FreeSlots)
        {
            while (waiting.Count == 0 && MayPropose(proposed.Count) && Propose(proposed) is { } proposal)
            {
                decisions.Add(proposal);
                proposed.Add(proposal.Parameters);
                foreach (var evaluation in EvaluationsOf(proposal))
                    waiting.Enqueue(evaluation);
            }
            if (waiting.Count == 0 || !_forecast.FitsBeforeDeadline(waiting.Peek(), situation))
                break;
            var key = waiting.Dequeue();
            decisions.Add(new EvaluationStarted(key, _state.AttemptsOf(key) + 1, worker));
        }
        return decisions;
    }

    /// <param name="proposed">How many are being proposed already.</param>
    private bool MayPropose(int proposed) =>
        // The baseline is not one of the planned trials.
        !_proposals.AreExhausted && (_state.TrialLimit is not { } planned || _state.TrialCount + proposed <= planned);

    /// <param name="proposed">Those that are being decided with it, and are not on disk yet.</param>
    private TrialProposed? Propose(List<Configuration> proposed) => _proposals.Next(
        _state.TrialCount + proposed.Count,
        configuration => _state.Taken.Contains(configuration) || proposed.Contains(configuration));

    /// <summary>Repeat by repeat; none of a trial that breaks a constraint.</summary>
    private IEnumerable<EvaluationKey> EvaluationsOf(TrialProposed proposal)
    {
        var validation = _state.Experiment.Validation;
        return Enumerable.Range(0, proposal.Infeasible is null ? validation.ScoreCount : 0)
            .Select(place => new EvaluationKey(proposal.Trial, place / validation.FoldCount, place % validation.FoldCount));
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

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
