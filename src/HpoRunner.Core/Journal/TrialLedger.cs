using HpoRunner.Evaluation;
using HpoRunner.Experiments;

namespace HpoRunner.Journal;

/// <summary>
/// What the events of a run make of its trials and their evaluations. It does not grow with the number of trials, but for
/// <see cref="Taken"/>: settled trials are counted and let go, see <see cref="TrialRoll"/>.
/// </summary>
/// <param name="released">Is told of each trial that is let go.</param>
/// <param name="keepsAll">Whether those that are let go can be found all the same.</param>
internal sealed class TrialLedger(Experiment experiment, Action<TrialState>? released, bool keepsAll)
{
    private readonly Dictionary<int, EvaluationSlot> _finals = [];
    private readonly TrialShape _shape =
        new(experiment.Validation.ScoreCount, experiment.Validation.FoldCount, experiment.Metric.Name!);

    public TrialRoll Roll { get; } =
        new(Math.Max(Math.Max(1, experiment.KeepModels), experiment.Confirm?.Top ?? 0), experiment.Metric, released, keepsAll);

    public RunTally Tally { get; } = new(experiment.Metric);

    public TrialState? Baseline { get; private set; }

    public int SearchedCount { get; private set; }

    public ConfigurationSet Taken { get; } = new();

    public IReadOnlyDictionary<int, EvaluationSlot> Finals => _finals;

    /// <summary>Null when nothing is known of it, or its trial was let go.</summary>
    public EvaluationSlot? Find(EvaluationKey key) =>
        key.IsFinal ? _finals.GetValueOrDefault(key.Trial) : Roll.Find(key.Trial)?.Slot(key);

    /// <summary>Whether an evaluation is one of a finalist's fresh repeats.</summary>
    public bool IsConfirmation(EvaluationKey key) => !key.IsFinal && key.Repeat >= experiment.Validation.Repeats;

    public void Apply(JournalEntry entry)
    {
        switch (entry.Event)
        {
            case RunStarted or RunPaused or RunContinued or WorkersChanged or SearchEnded or RunClosed:
                break;
            case RunResumed:
                Interrupt();
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
                Skip(Roll.Find(skipped.Trial));
                break;
            case FailedReopened:
                ReopenFailed();
                break;
            case FinalistsChosen chosen:
                Choose(chosen);
                break;
            case WinnerFrozen frozen:
                Roll.Choose(frozen.Trial);
                break;
            default:
                throw new InvalidOperationException($"no rule for {entry.Event.GetType().Name}");
        }
    }

    /// <summary>A new coordinator: nothing is running any more.</summary>
    private void Interrupt()
    {
        foreach (var trial in Roll.Held.ToList())
        {
            trial.Interrupt();
            Roll.Review(trial);
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
        if (proposed.Origin != TrialOrigin.Search || experiment.Search != SearchMethod.Grid)
            Taken.Add(proposed.Parameters);
        if (trial.IsSettled)
            Tally.Settle(trial);
        Roll.Add(trial);
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
        var trial = Roll.Find(ended.Evaluation.Trial);
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
        Roll.Review(trial);
    }

    private void Skip(TrialState? trial)
    {
        // What is settled cannot be skipped any more: it may have been let go.
        if (trial is null || trial.IsSettled)
            return;
        trial.IsSkipped = true;
        Tally.Settle(trial);
        Roll.Review(trial);
    }

    private void ReopenFailed()
    {
        foreach (var trial in Roll.Held.Where(trial => !trial.IsSkipped && trial.HasFailure).ToList())
        {
            var (wasSettled, hadFailed) = (trial.IsSettled, trial.Status == TrialStatus.Failed);
            var evaluations = trial.ReopenFailed();
            var isOpenAgain = wasSettled && !trial.IsSettled;
            Tally.Reopen(evaluations, hadFailed, isOpenAgain);
            if (isOpenAgain)
                Roll.Reopen(trial);
        }
        Tally.Forgive();
    }

    private void Choose(FinalistsChosen chosen)
    {
        foreach (var number in chosen.Trials)
        {
            Roll.Choose(number);
            // Both are there: the event was refused otherwise.
            Roll.Find(number)!.Confirm(experiment.Confirm!.Repeats * experiment.Validation.FoldCount);
        }
    }

    /// <summary>Null in a trial that was let go.</summary>
    private EvaluationSlot? SlotOf(EvaluationKey key)
    {
        if (key.IsFinal && !_finals.ContainsKey(key.Trial))
            _finals[key.Trial] = new EvaluationSlot();
        return Find(key);
    }
}
