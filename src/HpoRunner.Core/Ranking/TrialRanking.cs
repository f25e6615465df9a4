namespace HpoRunner.Ranking;

/// <summary>
/// Ranks complete trials by mean score and says how sure the order is. All trials were scored on the same folds, so a score is
/// configuration + fold + noise (<see cref="TwoWayLayout"/>), the noise σ² is pooled over the competitive trials
/// (<see cref="CompetitiveSet"/>), and the variance of a mean of n scores is v = σ²(1/n + ρ).
/// <list type="bullet">
/// <item>standard error √v with ρ = 0.1; 95 % interval by Student's t with the pooled degrees of freedom; a gap's variance is σ²(2/n +
/// 2ρ);</item>
/// <item>chance to be best and corrected score (the expected true mean): <see cref="TrueMeans"/> with the noise of the leaders, over the
/// competitive trials; the others have no chance and no corrected score;</item>
/// <item>tied with best: the smallest set of trials that holds 97.5 % of the chance, equals included.</item>
/// </list>
/// Standard errors, intervals and gaps of trials outside the set use the pooled noise too; such trials are noisier, so theirs are
/// narrower than the truth, which matters to nobody who looks for the best. With fewer than three complete trials, one score per trial,
/// or scores so large that their variance overflows, there is no variance: means, ranks and gaps remain, all else is null.
/// Means that differ only by the rounding of their sums (relative 2e-13) are equal, and ordered by trial number. With zero variance all
/// trials with the best mean share the chance and are tied. The result does not depend on the order of the input.
/// </summary>
internal static class TrialRanking
{
    /// <summary>
    /// Share of the chance that the tied group holds, so that it holds the truly best in at least 95 % even among 200 trials, where said
    /// chances are a little too bold: docs/statistics.md.
    /// </summary>
    public const double TiedShare = 0.975;

    /// <summary>
    /// Ranks. Throws <see cref="ArgumentException"/> for scores that are not finite, different counts of scores, or a trial twice.
    /// A baseline that is not among the complete trials counts as absent.
    /// </summary>
    /// <param name="trials">In any order.</param>
    /// <param name="maximize">Whether higher scores are better.</param>
    /// <param name="baselineTrial">Its number; null when there is none.</param>
    /// <param name="isExact">
    /// Scores without noise, as of descents on a surface from given starts: means are compared as they are, and no variance is pooled.
    /// </param>
    public static RankingResult Rank(IReadOnlyList<TrialScores> trials, bool maximize, int? baselineTrial, bool isExact = false)
    {
        var scoreCount = CheckedScoreCount(trials);
        var ordered = trials.Select(trial => new Row(trial, maximize)).ToArray();
        Array.Sort(ordered, ByMeanThenTrial);
        var baseline = baselineTrial is { } number ? Array.FindIndex(ordered, row => row.Source.Trial == number) : -1;
        var noise = isExact ? null : Noise.Of(ordered, scoreCount, baseline);
        var ranked = new RankedTrial[ordered.Length];
        for (var i = 0; i < ranked.Length; i++)
            ranked[i] = Describe(ordered, i, baseline, noise, maximize ? 1 : -1);
        return new RankingResult(
            Trials: ranked,
            PooledVariance: noise?.Set.NoiseVariance,
            DegreesOfFreedom: noise?.DegreesOfFreedom,
            TiedWithBest: [.. ranked.Where(trial => trial.TiedWithBest).Select(trial => trial.Trial)],
            CheapestTied: noise is null ? null : CheapestTied(ordered.AsSpan(0, noise.TiedCount)),
            Baseline: baseline >= 0 ? baselineTrial : null,
            ScoreCount: scoreCount,
            CompetitiveCount: noise?.Set.Count ?? 0,
            BaselineVariance: noise?.BaselineVariance,
            Maximize: maximize);
    }

    private static int CheckedScoreCount(IReadOnlyList<TrialScores> trials)
    {
        var numbers = new HashSet<int>();
        foreach (var trial in trials)
        {
            if (!numbers.Add(trial.Trial))
                throw new ArgumentException($"trial {trial.Trial} is given twice", nameof(trials));
            if (trial.Scores.Count == 0 || trial.Scores.Count != trials[0].Scores.Count)
                throw new ArgumentException(
                    $"trial {trial.Trial} has {trial.Scores.Count} scores, trial {trials[0].Trial} has {trials[0].Scores.Count}",
                    nameof(trials));
            if (!trial.Scores.All(double.IsFinite))
                throw new ArgumentException($"trial {trial.Trial} has a score that is not finite, so it is not complete", nameof(trials));
        }
        return trials.Count == 0 ? 0 : trials[0].Scores.Count;
    }

    private static int ByMeanThenTrial(Row left, Row right)
    {
        var byMean = right.OrderingMean.CompareTo(left.OrderingMean);
        return byMean != 0 ? byMean : left.Source.Trial.CompareTo(right.Source.Trial);
    }

    private static RankedTrial Describe(Row[] ordered, int index, int baseline, Noise? noise, int sign)
    {
        var row = ordered[index];
        double? gap = baseline < 0 ? null : index == baseline ? 0 : row.Mean - ordered[baseline].Mean;
        var mean = sign * row.Mean;
        if (noise is null)
            return RankedTrial.WithoutVariance(index + 1, row.Source.Trial, mean, gap);
        var competitive = index < noise.Set.Count;
        var half = noise.Quantile * noise.StandardError;
        var halfGap = noise.Quantile * noise.GapError;
        return new RankedTrial(
            Rank: index + 1,
            Trial: row.Source.Trial,
            Mean: mean,
            StandardError: noise.StandardError,
            Low: mean - half,
            High: mean + half,
            CorrectedScore: competitive ? sign * (noise.Set.NoiseVariance == 0 ? row.Mean : noise.TrueMeans.Expected[index]) : null,
            ChanceBest: competitive ? noise.TrueMeans.Chances[index] : 0,
            TiedWithBest: index < noise.TiedCount,
            GapToBaseline: gap,
            GapInterval: gap is { } value && index != baseline ? (value - halfGap, value + halfGap) : null,
            Competitive: competitive);
    }

    private static int CheapestTied(ReadOnlySpan<Row> tied)
    {
        var cheapest = tied[0].Source;
        foreach (var row in tied)
        {
            if (Cost(row.Source).CompareTo(Cost(cheapest)) < 0)
                cheapest = row.Source;
        }
        return cheapest.Trial;
    }

    /// <summary>What is not known is dear.</summary>
    private static (double Seconds, double Parameters) Cost(TrialScores trial) =>
        (NumberOrInfinity(trial.Seconds), NumberOrInfinity(trial.ParameterCount));

    private static double NumberOrInfinity(double value) => double.IsNaN(value) ? double.PositiveInfinity : value;

    /// <summary>A trial turned so that higher is better.</summary>
    private sealed class Row
    {
        public Row(TrialScores source, bool maximize)
        {
            Source = source;
            Scores = [.. source.Scores];
            if (!maximize)
                for (var j = 0; j < Scores.Length; j++)
                    Scores[j] = -Scores[j];
            Mean = TwoWayLayout.Mean(Scores);
            // Rounding away the last 10 of 52 bits makes means equal that differ only by the order of their sum.
            OrderingMean = BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(Mean) + 512) & ~1023L);
        }

        public TrialScores Source { get; }

        public double[] Scores { get; }

        public double Mean { get; }

        public double OrderingMean { get; }
    }

    /// <summary>What is pooled, once for all rows.</summary>
    private sealed record Noise(
        CompetitiveSet Set,
        double DegreesOfFreedom,
        double Quantile,
        double StandardError,
        double GapError,
        TrueMeans TrueMeans,
        int TiedCount,
        double? BaselineVariance)
    {
        public static Noise? Of(Row[] ordered, int scoreCount, int baseline)
        {
            if (ordered.Length < 3 || scoreCount < 2)
                return null;
            var rows = Array.ConvertAll(ordered, row => row.Scores);
            var means = Array.ConvertAll(ordered, row => row.OrderingMean);
            var set = CompetitiveSet.Find(rows, means);
            if (!double.IsFinite(set.NoiseVariance))
                return null;
            var variance = CompetitiveSet.VarianceOfMean(set.NoiseVariance, scoreCount);
            var freedom = (set.Count - 1.0) * (scoreCount - 1);
            var trueMeans = TrueMeans.Of(means.AsSpan(0, set.Count), set.VarianceAmongLeaders(rows, means));
            double? baselineVariance = baseline < 0 ? null
                : baseline < set.Count ? set.NoiseVariance
                : Math.Max(set.NoiseVariance, TwoWayLayout.NoiseVarianceAgainst(rows.AsSpan(0, set.Count), rows[baseline]));
            return new Noise(
                set,
                freedom,
                StudentQuantile.TwoSided95(freedom),
                Math.Sqrt(variance),
                Math.Sqrt(2 * variance),
                trueMeans,
                set.NoiseVariance == 0 ? trueMeans.Chances.Count(chance => chance > 0) : CountHolding(trueMeans.Chances, means),
                baselineVariance);
        }

        /// <summary>
        /// Chances fall with the rank, because all spreads are equal: the smallest set is the first few, and whoever has the same mean as
        /// the last of them.
        /// </summary>
        private static int CountHolding(double[] chances, double[] means)
        {
            double sum = 0;
            for (var i = 0; i < chances.Length; i++)
                if ((sum += chances[i]) >= TiedShare && (i + 1 == chances.Length || means[i + 1] != means[i]))
                    return i + 1;
            return chances.Length;
        }
    }
}
