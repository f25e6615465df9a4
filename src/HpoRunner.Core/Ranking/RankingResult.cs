namespace HpoRunner.Ranking;

/// <summary>
/// The ordered trials with what was learnt about their noise. Without a variance (one score per trial, or fewer than three complete
/// trials) the nullable numbers are null and <see cref="TiedWithBest"/> holds the best alone.
/// </summary>
/// <param name="Trials">Best first.</param>
/// <param name="PooledVariance">σ² of one score, after configuration and fold are taken out, over the competitive set.</param>
/// <param name="DegreesOfFreedom">(competitive trials − 1) × (scores per trial − 1).</param>
/// <param name="TiedWithBest">Trial numbers, chance descending; empty when nothing is complete.</param>
/// <param name="CheapestTied">The tied trial that trains quickest; null without a variance.</param>
/// <param name="Baseline">The baseline's trial number when it is complete.</param>
/// <param name="ScoreCount">n, scores per trial: repeats × folds.</param>
/// <param name="CompetitiveCount">
/// Trials in the competitive set, which are the first of <paramref name="Trials"/>; 0 without a variance.
/// </param>
/// <param name="BaselineVariance">
/// Noise variance of one of the baseline's scores: the pooled one, or the baseline's own where it is outside the set and noisier.
/// </param>
/// <param name="Maximize">Whether higher scores are better.</param>
internal sealed record RankingResult(
    IReadOnlyList<RankedTrial> Trials,
    double? PooledVariance,
    double? DegreesOfFreedom,
    IReadOnlyList<int> TiedWithBest,
    int? CheapestTied,
    int? Baseline,
    int ScoreCount,
    int CompetitiveCount,
    double? BaselineVariance,
    bool Maximize)
{
    /// <summary>The first trial; null when nothing is complete.</summary>
    public RankedTrial? Best => Trials.Count > 0 ? Trials[0] : null;

    /// <summary>√v of one configuration's mean.</summary>
    public double? StandardError => Best?.StandardError;
}
