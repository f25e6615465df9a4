namespace HpoRunner.Ranking;

/// <summary>
/// Whether the best trial beats the baseline. A gain is claimed where it holds on the test rows, or on the folds against the luck of the
/// best of all candidates (<see cref="LuckOfTheBest"/>, p at most 2.5 %). Two ways to claim share the 5 % of false claims on pure noise
/// equally. Test rows on which the baseline is significantly better veto a claim from the folds.
/// </summary>
/// <param name="BeatsBaseline">
/// True: claimed. False: examined and not shown, or the baseline is itself the best. Of exact scores: whether the best trial is ahead in
/// each of them. Null: unknown, because there is no complete baseline,
/// one score per trial, or fewer than three complete trials.
/// </param>
/// <param name="Gap">Best mean minus baseline's over the folds, + is better; null without baseline.</param>
/// <param name="LuckChance">Chance of such a gap if no candidate were better; null when unknown or when the baseline is the best.</param>
/// <param name="HoldsOnFolds">The folds alone carry the claim.</param>
/// <param name="Test">Comparison on the test rows, when there was one.</param>
internal sealed record BaselineComparison(bool? BeatsBaseline, double? Gap, double? LuckChance, bool HoldsOnFolds, TestComparison? Test)
{
    /// <summary>Largest chance of luck that still counts as a gain.</summary>
    public const double Level = 0.025;

    /// <param name="candidateCount">
    /// Trials besides the baseline that could have become the best: stopped and failed ones count too, since they were tried. At least the
    /// complete ones are counted.
    /// </param>
    public static BaselineComparison Of(RankingResult ranking, int candidateCount, TestComparison? test)
    {
        if (ranking.Best is not { } best || ranking.Baseline is not { } baseline)
            return new BaselineComparison(null, null, null, false, test);
        if (ranking.PooledVariance is not { } variance
            || ranking.DegreesOfFreedom is not { } freedom
            || ranking.BaselineVariance is not { } baselineVariance)
            return new BaselineComparison(null, best.GapToBaseline, null, false, test);
        if (best.Trial == baseline)
            return new BaselineComparison(false, 0, null, false, test);
        var gap = best.GapToBaseline ?? 0;
        var luck = LuckOfTheBest.Chance(
            gap,
            CompetitiveSet.VarianceOfMean(variance, ranking.ScoreCount),
            CompetitiveSet.VarianceOfMean(baselineVariance, ranking.ScoreCount),
            Math.Max(candidateCount, ranking.Trials.Count - 1),
            freedom);
        var holdsOnFolds = luck <= Level && gap > 0;
        var claimed = test is { WinnerIsBetter: true } || (holdsOnFolds && test is not { BaselineIsBetter: true });
        return new BaselineComparison(claimed, gap, luck, holdsOnFolds, test);
    }

    /// <summary>Of scores without noise: nothing to be explained by luck, so being ahead everywhere is all there is to show.</summary>
    public static BaselineComparison OfExact(RankingResult ranking, IReadOnlyList<TrialScores> scores)
    {
        if (ranking.Best is not { } best || ranking.Baseline is not { } baseline)
            return new BaselineComparison(null, null, null, false, null);
        var lead = Lead.Of(
            scores.First(trial => trial.Trial == best.Trial),
            scores.First(trial => trial.Trial == baseline),
            ranking.Maximize);
        return new BaselineComparison(lead.IsEverywhere, best.GapToBaseline, null, false, null);
    }
}
