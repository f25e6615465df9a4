using HpoRunner.Evaluation;
using HpoRunner.Experiments;

namespace HpoRunner.Journal;

/// <summary>
/// One configuration and its evaluations, as the journal tells it. A completed trial is packed: its evaluations are made anew for whoever
/// looks at them, and can change no more.
/// </summary>
internal sealed class TrialState
{
    private readonly TrialShape _shape;
    private EvaluationSlot[] _slots;
    private EvaluationSlot[] _confirmations = [];
    private double[]? _packed;
    private double? _mean;

    public TrialState(TrialProposed proposed, TrialShape shape)
    {
        (Number, Origin, Parameters, Infeasible) = (proposed.Trial, proposed.Origin, proposed.Parameters, proposed.Infeasible);
        _shape = shape;
        _slots = NewSlots(SlotCount);
    }

    public int Number { get; }

    public TrialOrigin Origin { get; }

    public Configuration Parameters { get; }

    /// <summary>The constraint that the configuration breaks, or null.</summary>
    public string? Infeasible { get; }

    /// <summary>Somebody did not want to wait for it.</summary>
    public bool IsSkipped { get; internal set; }

    /// <summary>Evaluations of the search: repeats × folds, or none.</summary>
    public int SlotCount => Infeasible is null ? _shape.ScoreCount : 0;

    /// <summary>One per repeat and fold, repeat by repeat.</summary>
    public IReadOnlyList<EvaluationSlot> Slots => _packed is null ? _slots : PackedEvaluations.Unpack(_packed, _shape);

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
            if (_packed is not null)
                return TrialStatus.Completed;
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

    /// <summary>Settled, and nothing of it is running any more.</summary>
    public bool IsClosed => _packed is not null || (IsSettled && !Array.Exists(_slots, slot => slot.IsRunning));

    /// <summary>Whether an evaluation failed for good, which somebody may want to try again.</summary>
    public bool HasFailure => Array.Exists(_slots, slot => slot.Outcome == EvaluationState.Failed);

    /// <summary>Scores up to the first evaluation that is not completed.</summary>
    public IEnumerable<double> Scores =>
        _packed is null
            ? _slots.TakeWhile(slot => slot.Outcome == EvaluationState.Completed).Select(ScoreOf)
            : PackedEvaluations.Values(_packed, _shape, _shape.Metric);

    /// <summary>Unweighted over repeats and folds; null unless all are completed.</summary>
    public double? Mean => _mean ?? (Status == TrialStatus.Completed ? Scores.Average() : null);

    /// <summary>Scores of the fresh repeats, up to the first that is not completed.</summary>
    public IEnumerable<double> ConfirmationScores =>
        _confirmations.TakeWhile(slot => slot.Outcome == EvaluationState.Completed).Select(ScoreOf);

    /// <summary>Over the scores of search and fresh repeats; null unless there were such and all are completed.</summary>
    public double? ConfirmedMean =>
        Mean is not null && _confirmations.Length > 0 && _confirmations.All(slot => slot.Outcome == EvaluationState.Completed)
            ? Scores.Concat(ConfirmationScores).Average() : null;

    /// <summary>The evaluation that decides a trial that is not completed.</summary>
    public EvaluationSlot? FirstIncomplete =>
        _packed is null ? _slots.FirstOrDefault(slot => slot.Outcome != EvaluationState.Completed) : null;

    public double MeanSeconds => Slots.Where(slot => slot.Outcome is not null).Select(slot => slot.Seconds).DefaultIfEmpty().Average();

    public EvaluationSlot Slot(EvaluationKey key)
    {
        var place = (key.Repeat * _shape.FoldCount) + key.Fold;
        return place < SlotCount ? Slots[place] : _confirmations[place - SlotCount];
    }

    public EvaluationKey KeyOf(int slot) => new(Number, slot / _shape.FoldCount, slot % _shape.FoldCount);

    /// <summary>The key of a fresh repeat's evaluation.</summary>
    public EvaluationKey KeyOfConfirmation(int slot) => KeyOf(SlotCount + slot);

    /// <summary>Frees what a completed trial does not need; does nothing for others.</summary>
    internal void Pack()
    {
        if (_packed is not null || IsSkipped || Status != TrialStatus.Completed || PackedEvaluations.Pack(_slots, _shape) is not { } packed)
            return;
        (_mean, _packed, _slots) = (Mean, packed, []);
    }

    /// <summary>A new coordinator: nothing is running any more.</summary>
    internal void Interrupt()
    {
        foreach (var slot in _slots.Concat(_confirmations))
            slot.Interrupt();
    }

    /// <summary>Its evaluations that failed for good are yet to be tried again; returns how many.</summary>
    internal int ReopenFailed()
    {
        var failed = _slots.Where(slot => slot.Outcome == EvaluationState.Failed).ToList();
        failed.ForEach(slot => slot.Reopen());
        return failed.Count;
    }

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

    private double ScoreOf(EvaluationSlot slot) => slot.Metrics[_shape.Metric];
}
