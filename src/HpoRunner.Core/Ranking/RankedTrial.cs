namespace HpoRunner.Ranking;

/// <summary>
/// One row of the ranking. Scores keep the metric's own sign (an error stays positive); gaps are turned so that + is better.
/// Absent numbers are null: see <see cref="TrialRanking"/> for when.
/// </summary>
/// <param name="Rank">From 1; equal means are ordered by trial number, and have different ranks.</param>
/// <param name="Mean">Unweighted mean over repeats and folds.</param>
/// <param name="StandardError">√v, the same for all trials, because the noise is pooled.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end of the 95 % interval.</param>
/// <param name="CorrectedScore">Mean corrected for having been selected; null outside the competitive set.</param>
/// <param name="ChanceBest">Chance to be the best of all, 0 outside the competitive set; over all trials they sum to 1.</param>
/// <param name="TiedWithBest">Whether the trial is in the smallest set that holds 97.5 % of the chance.</param>
/// <param name="GapToBaseline">Mean minus the baseline's, + is better; 0 for the baseline itself.</param>
/// <param name="GapInterval">95 % interval of the gap; null for the baseline itself.</param>
/// <param name="Competitive">Whether the trial is in the set that the noise was pooled over.</param>
internal sealed record RankedTrial(
    int Rank,
    int Trial,
    double Mean,
    double? StandardError,
    double? Low,
    double? High,
    double? CorrectedScore,
    double? ChanceBest,
    bool TiedWithBest,
    double? GapToBaseline,
    (double Low, double High)? GapInterval,
    bool Competitive)
{
    /// <summary>Where nothing is known of the noise; the first is tied with itself alone.</summary>
    public static RankedTrial WithoutVariance(int rank, int trial, double mean, double? gapToBaseline) => new(
        rank, trial, mean, StandardError: null, Low: null, High: null, CorrectedScore: null, ChanceBest: null,
        TiedWithBest: rank == 1, gapToBaseline, GapInterval: null, Competitive: false);
}
