using System.Globalization;
using HpoRunner.Evaluation;
using HpoRunner.Journal;

namespace HpoRunner.Models;

/// <summary>
/// <c>final.keep_models</c>: the models of the best trials' evaluations, <c>models/trial-12/fold-3</c> with folds counted as in trials.csv.
/// Each is in its place before its evaluation is journalled, and goes when the journal says that its trial is not among the best any more:
/// so whatever the journal says is kept is there, after any end, and little more is.
/// </summary>
internal sealed class KeptModels(RunFolder run, LiveState state)
{
    private const string TrialPrefix = "trial-";

    private (int Settled, bool IsOver)? _pruned;

    private bool IsAsked => state.Experiment.KeepModels > 0;

    /// <summary>
    /// The result of an evaluation of the search as it may be journalled: one whose model is missing counts as a crash, so that it is
    /// tried again.
    /// </summary>
    public EvaluationResult Keep(EvaluationKey key, int attempt, EvaluationResult result)
    {
        if (!IsAsked)
            return result;
        var draft = ModelDraft.PathOf(run.Path, key, attempt);
        if (result.State != EvaluationState.Completed || state.IsConfirmation(key) || !state.IsRunning(key, attempt))
        {
            ModelDraft.Discard(draft);
            return result;
        }
        if (!Directory.Exists(draft))
            return EvaluationResult.Failed(
                FailureKind.Crash, "the evaluation ended, but its model is not in the run's folder", result.Seconds);
        ModelDraft.Place(draft, PathOf(key));
        return result;
    }

    /// <summary>Removes what has become needless since it was last asked.</summary>
    public void Prune()
    {
        var now = (state.Tally.SettledCount, state.SearchEnd is not null);
        if (!IsAsked || now == _pruned || !Directory.Exists(run.Models))
            return;
        _pruned = now;
        var kept = WorthKeeping().Select(trial => FolderName(trial.Number)).ToHashSet();
        foreach (var folder in Directory.GetDirectories(run.Models))
        {
            if (!kept.Contains(Path.GetFileName(folder)))
                Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The folders of a trial's models, fold by fold; empty when none are kept.</summary>
    public static IReadOnlyList<string> FoldersOf(RunFolder run, int trial)
    {
        var folder = Path.Combine(run.Models, FolderName(trial));
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateDirectories(folder).OrderBy(path => path.Length).ThenBy(path => path, StringComparer.Ordinal)]
            : [];
    }

    /// <summary>The trials of which models are kept, in their order.</summary>
    public static IReadOnlyList<int> TrialsOf(RunFolder run) => !Directory.Exists(run.Models) ? [] :
        [.. Directory.EnumerateDirectories(run.Models, TrialPrefix + "*")
            .Select(path => TrialOf(Path.GetFileName(path))).OfType<int>().Order()];

    /// <summary>
    /// The best; those that are open, for they may become such; and those with a failed evaluation, which may be retried. Who is not
    /// among them never comes back.
    /// </summary>
    private IEnumerable<TrialState> WorthKeeping()
    {
        var count = state.Experiment.KeepModels;
        var best = state.SearchEnd?.LastTrial is null
            ? state.Leaders.Take(count).Concat(state.OpenTrials)
            : state.BestTrials.Take(count);
        return best.Concat(state.HeldTrials.Where(trial => trial.HasFailure));
    }

    private string PathOf(EvaluationKey key) =>
        Path.Combine(
            run.Models, FolderName(key.Trial),
            string.Create(CultureInfo.InvariantCulture, $"fold-{(key.Repeat * state.Experiment.Validation.FoldCount) + key.Fold + 1}"));

    /// <summary>Null for a folder that is no trial's.</summary>
    private static int? TrialOf(string folder) =>
        int.TryParse(folder.AsSpan(TrialPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var trial) ? trial : null;

    private static string FolderName(int trial) => string.Create(CultureInfo.InvariantCulture, $"{TrialPrefix}{trial}");
}
