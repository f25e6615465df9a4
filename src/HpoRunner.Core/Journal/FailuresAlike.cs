using HpoRunner.Evaluation;

namespace HpoRunner.Journal;

/// <summary>
/// Watches whether the first evaluations all fail with the same message: then something outside the hyperparameters is wrong, and a
/// night of the same failure helps nobody. One other outcome, or one other message, ends the suspicion for good.
/// </summary>
internal sealed class FailuresAlike
{
    /// <summary>So many in a row from the start are proof enough.</summary>
    public const int Limit = 5;

    private bool _isDisproved;
    private int _count;
    private string? _message;

    /// <summary>What they all said; null while fewer than <see cref="Limit"/> failed, or not all alike.</summary>
    public string? Message => !_isDisproved && _count >= Limit ? _message : null;

    internal void Count(EvaluationSlot slot)
    {
        _isDisproved |= slot.Outcome != EvaluationState.Failed || (_count > 0 && slot.Message != _message);
        _message = slot.Message;
        _count++;
    }

    internal void Reset() => (_isDisproved, _count, _message) = (false, 0, null);
}
