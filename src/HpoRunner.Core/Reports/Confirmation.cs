using HpoRunner.Journal;
using HpoRunner.Ranking;
using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports;

/// <summary>
/// What the finalists' fresh repeats change. Once the winner is frozen, the finalists change places among themselves: best mean over all
/// their scores first, those that were not confirmed to the end last. All numbers of the ranking stay those of the search, so that every
/// trial is compared by the same folds.
/// </summary>
internal static class Confirmation
{
    public static RankingResult Apply(RankingResult ranking, RunState state)
    {
        if (state.Finalists is not { } finalists || state.Winner is null)
            return ranking;
        var trials = ranking.Trials.ToArray();
        int[] places = [.. Enumerable.Range(0, trials.Length).Where(place => finalists.Contains(trials[place].Trial))];
        var ordered = places.Select(place => trials[place])
            .OrderBy(trial => state.AllTrials[trial.Trial].ConfirmedMean is { } mean
                ? (state.Maximize ? -mean : mean) : double.PositiveInfinity)
            .ThenBy(trial => trial.Rank).ToList();
        foreach (var (place, trial) in places.Zip(ordered))
            trials[place] = trial with { Rank = ranking.Trials[place].Rank };
        return ranking with { Trials = trials };
    }

    /// <summary>What the fresh repeats said, in a sentence; null without them.</summary>
    public static string? Sentence(RunState state)
    {
        if (state.Finalists is not { } finalists || state.Winner is not { } winner || state.AllTrials[winner].ConfirmedMean is not { } mean)
            return null;
        var others = finalists.Where(trial => trial != winner).Select(trial => Score(state, trial));
        var fresh = Figures.Count(state.Experiment.Confirm!.Repeats, "fresh repeat");
        var first = finalists[0] == winner ? "kept its first place" : $"was chosen over trial {finalists[0]}";
        return $"Confirmed on {fresh}: trial {winner} {first}, with {Figures.Score(mean)} over all its scores "
            + $"({string.Join(", ", others)}).";
    }

    private static string Score(RunState state, int trial) =>
        state.AllTrials[trial].ConfirmedMean is { } mean
            ? $"trial {trial}: {Figures.Score(mean)}" : $"trial {trial} was not confirmed to the end";
}
