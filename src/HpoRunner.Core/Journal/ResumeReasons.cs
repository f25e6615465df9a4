using System.Globalization;
using HpoRunner.Evaluation;

namespace HpoRunner.Journal;

/// <summary>What a resume does with an evaluation.</summary>
internal enum ResumeFate
{
    Reused,
    Again,
    NotBegun,
    NotNeeded,
}

/// <summary>One evaluation, what becomes of it and why: "attempt 1 was running when the run ended".</summary>
internal sealed record ResumeReason(EvaluationKey Evaluation, ResumeFate Fate, string Reason)
{
    public override string ToString() => Fate switch
    {
        ResumeFate.Reused => $"{Evaluation} is reused: {Reason}",
        ResumeFate.Again => $"{Evaluation} is done again: {Reason}",
        ResumeFate.NotBegun => $"{Evaluation} is done: {Reason}",
        _ => $"{Evaluation} is not needed: {Reason}",
    };
}

/// <summary>Why each evaluation is reused, done again or yet to be done, by the journal as it was before the resume.</summary>
internal static class ResumeReasons
{
    /// <summary>Of the trials that the state still holds, in their order, and of the final fits.</summary>
    /// <param name="retriesFailed">What had failed for good is tried again, too.</param>
    public static IEnumerable<ResumeReason> Of(LiveState state, bool retriesFailed)
    {
        foreach (var reason in state.HeldTrials.OrderBy(trial => trial.Number).SelectMany(trial => Of(trial, state, retriesFailed)))
            yield return reason;
        foreach (var (trial, slot) in state.Finals.OrderBy(final => final.Key))
            yield return Of(EvaluationKey.Final(trial), slot, null, state, false);
    }

    /// <summary>Of one trial.</summary>
    public static IEnumerable<ResumeReason> Of(TrialState trial, LiveState state, bool retriesFailed)
    {
        var slots = trial.Slots;
        for (var i = 0; i < slots.Count; i++)
            yield return Of(trial.KeyOf(i), slots[i], trial, state, retriesFailed && !trial.IsSkipped);
        for (var i = 0; i < trial.Confirmations.Count; i++)
            yield return Of(trial.KeyOfConfirmation(i), trial.Confirmations[i], null, state, false);
    }

    /// <param name="trial">Null for an evaluation that its trial's fate does not depend on.</param>
    private static ResumeReason Of(EvaluationKey key, EvaluationSlot slot, TrialState? trial, LiveState state, bool retriesFailed)
    {
        var attempt = string.Create(CultureInfo.InvariantCulture, $"attempt {slot.Attempts}");
        if (slot.Outcome == EvaluationState.Failed && retriesFailed)
            return new(key, ResumeFate.Again, $"it had failed for good ({slot.Message}), and failed ones are tried again on request");
        if (slot.Outcome is { } outcome)
            return new(key, ResumeFate.Reused, $"{attempt} {Ended(outcome)}{Score(slot, state)}");
        if (trial is { IsSettled: true } && !(retriesFailed && trial.Status == TrialStatus.Failed))
            return new(key, ResumeFate.NotNeeded, trial.IsSkipped ? "its trial was skipped" : "an earlier fold has decided its trial");
        if (slot.IsRunning)
            return new(key, ResumeFate.Again, $"{attempt} was running when the run ended");
        if (slot.ChargedFailures > 0)
        {
            var left = Math.Max(0, state.Workers.Retries + 1 - slot.ChargedFailures);
            return new(key, ResumeFate.Again, string.Create(
                CultureInfo.InvariantCulture, $"{attempt} failed, and {left} of {state.Workers.Retries} retries are left"));
        }
        return slot.Attempts > 0 ? new(key, ResumeFate.Again, $"{attempt} was stopped before it was done")
            : new(key, ResumeFate.NotBegun, "it was not begun");
    }

    private static string Ended(EvaluationState outcome) => outcome switch
    {
        EvaluationState.Completed => "completed",
        EvaluationState.Diverged => "diverged, which is a result",
        EvaluationState.Infeasible => "proved infeasible",
        _ => "failed for good",
    };

    private static string Score(EvaluationSlot slot, LiveState state) =>
        slot.Outcome == EvaluationState.Completed && slot.Metrics.TryGetValue(state.Metric, out var score)
            ? string.Create(CultureInfo.InvariantCulture, $" with {state.Metric} {score:R}") : "";
}
