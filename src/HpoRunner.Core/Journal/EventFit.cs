using System.Globalization;
using HpoRunner.Evaluation;

namespace HpoRunner.Journal;

/// <summary>
/// Whether an event can be the next of a run. A coordinator journals no other; but a file from elsewhere may hold any, and it should be
/// refused with its reason.
/// </summary>
internal static class EventFit
{
    private const int MostScores = 1_000_000;

    /// <summary>Why not; null when it can.</summary>
    public static string? Refuse(LiveState state, JournalEvent journalEvent) => journalEvent switch
    {
        RunStarted => RefuseHeader(state),
        TrialProposed proposed when proposed.Trial != state.TrialCount =>
            Text($"it proposes trial {proposed.Trial} where trial {state.TrialCount} comes next"),
        EvaluationStarted started => RefuseEvaluation(state, started.Evaluation),
        EvaluationEnded ended => RefuseEvaluation(state, ended.Evaluation) ?? RefuseResult(state, ended),
        TrialSkipped skipped => RefuseTrial(state, skipped.Trial),
        FinalistsChosen when state.Experiment.Confirm is null => "it chooses finalists, and the experiment confirms none",
        FinalistsChosen chosen => chosen.Trials.Select(trial => RefuseChoice(state, trial)).FirstOrDefault(reason => reason is not null),
        WinnerFrozen frozen => RefuseChoice(state, frozen.Trial),
        SearchEnded { LastTrial: { } last } => RefuseTrial(state, last),
        _ => null,
    };

    private static string? RefuseHeader(LiveState state)
    {
        if (string.IsNullOrEmpty(state.Experiment.Metric.Name))
            return "its experiment has no metric";
        var validation = state.Experiment.Validation;
        var scores = (long)validation.FoldCount * validation.Repeats;
        var confirmations = (long)validation.FoldCount * (state.Experiment.Confirm?.Repeats ?? 0);
        return validation.FoldCount < 1 || validation.Repeats < 1 || scores > MostScores || confirmations is < 0 or > MostScores
            ? Text($"its experiment has {validation.FoldCount} folds and {validation.Repeats} repeats") : null;
    }

    private static string? RefuseTrial(LiveState state, int trial) =>
        trial >= 0 && trial < state.TrialCount ? null : Text($"it names trial {trial}, and there are {state.TrialCount}");

    /// <summary>Who may be chosen was not let go.</summary>
    private static string? RefuseChoice(LiveState state, int trial) => RefuseTrial(state, trial)
        ?? (state.Find(trial) is null ? Text($"it chooses trial {trial}, which is not among the best") : null);

    private static string? RefuseEvaluation(LiveState state, EvaluationKey key)
    {
        if (RefuseTrial(state, key.Trial) is { } reason)
            return reason;
        var trial = state.Find(key.Trial);
        var folds = state.Experiment.Validation.FoldCount;
        var evaluations = trial is null ? state.Experiment.Validation.ScoreCount : trial.SlotCount + trial.Confirmations.Count;
        var isThere = key.IsFinal || (key.Fold < folds && ((long)key.Repeat * folds) + key.Fold < evaluations);
        return isThere ? null : Text($"it names evaluation {key}, which trial {key.Trial} does not have");
    }

    private static string? RefuseResult(LiveState state, EvaluationEnded ended) =>
        ended.Result.State == EvaluationState.Completed && !ended.Evaluation.IsFinal
            && !(ended.Result.Metrics.TryGetValue(state.Metric, out var score) && double.IsFinite(score))
            ? Text($"evaluation {ended.Evaluation} is completed in it without a number for {state.Metric}") : null;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
