using HpoRunner.Evaluation;
using HpoRunner.Experiments;

namespace HpoRunner.Journal;

internal enum TrialStatus
{
    Pending,
    Running,
    Completed,
    Diverged,
    Failed,
    Infeasible,
    Stopped,
}

/// <summary>One configuration and its evaluations, as the journal tells it.</summary>
internal sealed class TrialState(TrialProposed proposed, int scoreCount, int foldCount, string metric)
{
    private readonly EvaluationSlot[] _slots = NewSlots(proposed.Infeasible is null ? scoreCount : 0);

    private EvaluationSlot[] _confirmations = [];

    public int Number => proposed.Trial;

    public TrialOrigin Origin => proposed.Origin;

    public Configuration Parameters => proposed.Parameters;

    /// <summary>The constraint that the configuration breaks, or null.</summary>
    public string? Infeasible => proposed.Infeasible;

    /// <summary>Somebody did not want to wait for it.</summary>
    public bool IsSkipped { get; internal set; }

    /// <summary>One per repeat and fold, repeat by repeat.</summary>
    public IReadOnlyList<EvaluationSlot> Slots => _slots;

    /// <summary>The fresh repeats of a finalist, after those of the search; empty for everybody else.</summary>
    public IReadOnlyList<EvaluationSlot> Confirmations => _confirmations;

    /// <summary>
    /// The first evaluation in fold order that is not completed decides; so nothing depends on which folds were in flight.
    /// </summary>
    public TrialStatus Status
    {
        get
        {
            if (Infeasible is not null)
                return TrialStatus.Infeasible;
            return FirstIncomplete?.Outcome switch
            {
                _ when IsSkipped => TrialStatus.Stopped,
                null when FirstIncomplete is null => TrialStatus.Completed,
                null => _slots.Any(slot => slot.IsRunning || slot.Outcome is not null) ? TrialStatus.Running : TrialStatus.Pending,
                EvaluationState.Diverged => TrialStatus.Diverged,
                EvaluationState.Failed => TrialStatus.Failed,
                EvaluationState.Infeasible => TrialStatus.Infeasible,
                var other => throw new InvalidOperationException($"an evaluation cannot end as {other}"),
            };
        }
    }

    /// <summary>Whether nothing that is still to come can change the status.</summary>
    public bool IsSettled => Status is not (TrialStatus.Pending or TrialStatus.Running);

    /// <summary>Scores up to the first evaluation that is not completed.</summary>
    public IEnumerable<double> Scores => _slots.TakeWhile(slot => slot.Outcome == EvaluationState.Completed).Select(ScoreOf);

    /// <summary>Unweighted over repeats and folds; null unless all are completed.</summary>
    public double? Mean => Status == TrialStatus.Completed ? Scores.Average() : null;

    /// <summary>Scores of the fresh repeats, up to the first that is not completed.</summary>
    public IEnumerable<double> ConfirmationScores => _confirmations.TakeWhile(slot => slot.Outcome == EvaluationState.Completed).Select(ScoreOf);

    /// <summary>Over the scores of search and fresh repeats; null unless there were such and all are completed.</summary>
    public double? ConfirmedMean =>
        Mean is not null && _confirmations.Length > 0 && _confirmations.All(slot => slot.Outcome == EvaluationState.Completed)
            ? Scores.Concat(ConfirmationScores).Average() : null;

    /// <summary>The evaluation that decides a trial that is not completed.</summary>
    public EvaluationSlot? FirstIncomplete => _slots.FirstOrDefault(slot => slot.Outcome != EvaluationState.Completed);

    public double MeanSeconds => _slots.Where(slot => slot.Outcome is not null).Select(slot => slot.Seconds).DefaultIfEmpty().Average();

    public EvaluationSlot Slot(EvaluationKey key)
    {
        var place = (key.Repeat * foldCount) + key.Fold;
        return place < _slots.Length ? _slots[place] : _confirmations[place - _slots.Length];
    }

    public EvaluationKey KeyOf(int slot) => new(Number, slot / foldCount, slot % foldCount);

    /// <summary>The key of a fresh repeat's evaluation.</summary>
    public EvaluationKey KeyOfConfirmation(int slot) => KeyOf(_slots.Length + slot);

    /// <summary>Makes it a finalist, with so many further evaluations; what is already confirmed stays.</summary>
    internal void Confirm(int count)
    {
        if (_confirmations.Length == 0)
            _confirmations = NewSlots(count);
    }

    private static EvaluationSlot[] NewSlots(int count)
    {
        var slots = new EvaluationSlot[count];
        for (var i = 0; i < count; i++)
            slots[i] = new EvaluationSlot();
        return slots;
    }

    private double ScoreOf(EvaluationSlot slot) => slot.Metrics[metric];
}
