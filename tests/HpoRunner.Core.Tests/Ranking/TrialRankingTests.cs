namespace HpoRunner.Ranking;

/// <summary>
/// Expected numbers printed by: /usr/bin/python3 tests/scripts/ranking_reference.py examples (numpy 1.24.2, scipy 1.10.1).
/// </summary>
internal sealed class TrialRankingTests
{
    private const double Exact = 1e-12;
    // MathNet finds the quantile of Student's t by search.
    private const double Interval = 1e-10;
    // A hundred rounds of sums in another order.
    private const double Rounds = 1e-11;

    [Test]
    public void Rank_EightTrials_AgreesWithReference()
    {
        var result = TrialRanking.Rank(Scores.Trials(Scores.Eight), maximize: true, baselineTrial: 0);

        Assert.That(result.Trials.Select(t => t.Trial), Is.EqualTo(new[] { 4, 1, 2, 7, 5, 0, 3, 6 }));
        Assert.That(result.Trials.Select(t => t.Rank), Is.EqualTo(Enumerable.Range(1, 8)));
        Assert.That(
            result.Trials.Select(t => t.Mean),
            Is.EqualTo(new[] { 0.958, 0.954, 0.954, 0.946, 0.94, 0.92, 0.668, 0.104 }).Within(Exact));
        Assert.That(result.PooledVariance, Is.EqualTo(8.149999999999973e-05).Within(Exact));
        Assert.That(result.DegreesOfFreedom, Is.EqualTo(16));
        Assert.That(result.CompetitiveCount, Is.EqualTo(5));
        Assert.That(result.Trials.Select(t => t.Competitive), Is.EqualTo(new[] { true, true, true, true, true, false, false, false }));
        Assert.That(result.Trials.Select(t => t.StandardError), Is.All.EqualTo(0.004944694126030439).Within(Exact));
        Assert.That(result.Trials[0].Low, Is.EqualTo(0.947517716719).Within(Interval));
        Assert.That(result.Trials[7].High, Is.EqualTo(0.114482283281).Within(Interval));
        Assert.That(
            result.Trials.Take(5).Select(t => t.CorrectedScore!.Value),
            Is.EqualTo(new[] { 0.9548641437357, 0.9529155607803, 0.9529155607803, 0.948100412447, 0.9431539181866 }).Within(Rounds));
        Assert.That(result.Trials.Skip(5).Select(t => t.CorrectedScore), Is.All.Null);
        Assert.That(
            result.Trials.Select(t => t.ChanceBest!.Value),
            Is.EqualTo(new[] { 0.4502870914738, 0.2457173723131, 0.2457173723131, 0.05037551794378, 0.007902645956235, 0, 0, 0 })
                .Within(Rounds));
        Assert.That(result.TiedWithBest, Is.EqualTo(new[] { 4, 1, 2, 7 }));
        Assert.That(
            result.Trials.Select(t => t.GapToBaseline!.Value),
            Is.EqualTo(new[] { 0.038, 0.034, 0.034, 0.026, 0.02, 0, -0.252, -0.816 }).Within(Exact));
        Assert.That(result.Trials[0].GapInterval!.Value.Low, Is.EqualTo(0.038 - 0.014824187180342594).Within(Interval));
        Assert.That(result.Trials[0].GapInterval!.Value.High, Is.EqualTo(0.038 + 0.014824187180342594).Within(Interval));
        Assert.That(result.Trials[5].GapInterval, Is.Null, "the baseline has no gap to itself");
        Assert.That(result.Baseline, Is.Zero);
    }

    [Test]
    public void Rank_FortyTrials_AgreesWithReference()
    {
        var result = TrialRanking.Rank(Scores.Trials(Scores.Surface(40, 5, 0.03, 0.01)), maximize: true, baselineTrial: 0);

        Assert.That(result.Trials.Take(6).Select(t => t.Trial), Is.EqualTo(new[] { 16, 12, 1, 34, 38, 27 }));
        Assert.That(result.PooledVariance, Is.EqualTo(5.6617538095238306e-05).Within(Exact));
        Assert.That(result.DegreesOfFreedom, Is.EqualTo(56));
        Assert.That(result.CompetitiveCount, Is.EqualTo(15));
        Assert.That(result.StandardError, Is.EqualTo(0.00412131792374375).Within(Exact));
        Assert.That(result.Best!.Low, Is.EqualTo(0.922704008125).Within(Interval));
        Assert.That(result.Best.CorrectedScore, Is.EqualTo(0.9276405434969).Within(Rounds));
        Assert.That(result.Trials.Take(15).Select(t => t.ChanceBest!.Value), Is.EqualTo(new[]
        {
            0.1844927348998, 0.1618467528975, 0.1341265963329, 0.118379228116, 0.1142233794993, 0.06639167124741, 0.06052931448725,
            0.05590128293059, 0.04767099162532, 0.0352012164094, 0.008356370667123, 0.008138160139869, 0.00223783035738,
            0.001562772182816, 0.0009416982073006,
        }).Within(Rounds));
        Assert.That(result.TiedWithBest, Is.EqualTo(new[] { 16, 12, 1, 34, 38, 27, 8, 5, 19, 23 }));
    }

    [Test]
    public void Rank_MinimizedMetric_KeepsSignOfScoresAndTurnsGaps()
    {
        var result = TrialRanking.Rank(Scores.Trials(Scores.Surface(12, 10, 0.01, 0.02)), maximize: false, baselineTrial: 0);

        Assert.That(result.Trials.Select(t => t.Trial), Is.EqualTo(new[] { 10, 3, 6, 7, 11, 2, 0, 4, 9, 5, 1, 8 }));
        Assert.That(result.Best!.Mean, Is.EqualTo(0.88012).Within(Exact));
        Assert.That(result.Best.Low, Is.EqualTo(0.867822972336).Within(Interval));
        Assert.That(result.Best.High, Is.EqualTo(0.892417027664).Within(Interval));
        Assert.That(result.Best.CorrectedScore, Is.EqualTo(0.8825519610075).Within(Rounds));
        Assert.That(result.Best.GapToBaseline, Is.EqualTo(0.02084).Within(Exact));
        Assert.That(result.Best.ChanceBest, Is.EqualTo(0.7645991954861).Within(Rounds));
        Assert.That(result.TiedWithBest, Is.EqualTo(new[] { 10, 3, 6 }));
        Assert.That(result.CompetitiveCount, Is.EqualTo(9));
    }

    [Test]
    public void Rank_NoDifferenceBetweenTrials_NearlyAllAreTied()
    {
        var result = TrialRanking.Rank(Scores.Trials(Scores.Surface(30, 5, 0, 0.02)), maximize: true, baselineTrial: 0);

        Assert.That(result.CompetitiveCount, Is.EqualTo(30));
        Assert.That(result.Best!.ChanceBest, Is.EqualTo(0.1127474172265).Within(Rounds));
        Assert.That(result.Trials[29].ChanceBest, Is.EqualTo(0.002606142355784).Within(Rounds));
        Assert.That(result.TiedWithBest, Has.Count.EqualTo(27));
        Assert.That(result.Best.CorrectedScore, Is.EqualTo(0.9020378435654).Within(Rounds));
    }

    [Test]
    public void Rank_TwoTrials_KnowsNoVariance()
    {
        var result = TrialRanking.Rank(Scores.Trials([0.8, 0.9], [0.7, 0.8]), maximize: true, baselineTrial: 1);

        AssertBlank(result);
        Assert.That(result.Best!.GapToBaseline, Is.EqualTo(0.1).Within(Exact));
    }

    [Test]
    public void Rank_OneScorePerTrial_KnowsNoVariance()
    {
        var result = TrialRanking.Rank(Scores.Trials([0.8], [0.7], [0.9], [0.6]), maximize: false, baselineTrial: null);

        AssertBlank(result);
        Assert.That(result.TiedWithBest, Is.EqualTo(new[] { 3 }));
        Assert.That(result.Trials.Select(t => t.GapToBaseline), Is.All.Null);
    }

    [Test]
    public void Rank_NoTrials_IsEmpty()
    {
        var result = TrialRanking.Rank([], maximize: true, baselineTrial: 0);

        Assert.That(result.Best, Is.Null);
        Assert.That(result.TiedWithBest, Is.Empty);
        Assert.That(result.Baseline, Is.Null);
    }

    [Test]
    public void Rank_ZeroVariance_SharesTheChanceAmongTheBestMeans()
    {
        // 0.1 + 0.7 and 0.7 + 0.1 in five folds: the same configuration effect, every residual pure rounding.
        double[] folds = [0.91, 0.97, 0.93, 0.92, 0.99];
        var result = TrialRanking.Rank(
            Scores.Trials([.. folds.Select(f => f - 0.2)], folds, [.. folds], [.. folds.Select(f => f - 0.1)]),
            maximize: true, baselineTrial: 0);

        Assert.That(result.PooledVariance, Is.Zero);
        Assert.That(result.Trials.Select(t => t.Trial), Is.EqualTo(new[] { 1, 2, 3, 0 }));
        Assert.That(result.Trials.Select(t => t.ChanceBest), Is.EqualTo(new double?[] { 0.5, 0.5, 0, 0 }));
        Assert.That(result.TiedWithBest, Is.EqualTo(new[] { 1, 2 }));
        Assert.That(result.Best!.CorrectedScore, Is.EqualTo(result.Best.Mean));
        Assert.That(result.Best.Low, Is.EqualTo(result.Best.Mean));
        Assert.That(result.Best.GapInterval!.Value.Low, Is.EqualTo(0.2).Within(Interval));
    }

    [Test]
    public void Rank_HundredPerfectTrials_AreAllTied()
    {
        var rows = Enumerable.Range(0, 100).Select(_ => new[] { 1.0, 1, 1 }).ToArray();

        var result = TrialRanking.Rank(Scores.Trials(rows), maximize: true, baselineTrial: 0);

        Assert.That(result.TiedWithBest, Is.EqualTo(Enumerable.Range(0, 100)));
        Assert.That(result.Best!.ChanceBest, Is.EqualTo(0.01).Within(Exact));
    }

    // cd tests/scripts; /usr/bin/python3 -c "import ranking_reference as r; y = [[1] * 5] * 6 + [[1, 1, 1, 1, .9], [.9, 1, .7, 1, .9],
    // [.4, .7, .5, .3, .6]]; x = r.rank(range(9), y); print(repr(x['error']), x['tied'], x['competitive'])"
    /// <summary>Six make no mistake at all, which tells nothing of the noise: "± 0" would be said of all, also of the ninth.</summary>
    [Test]
    public void Rank_LeadersWithoutNoise_AskTheNextBest()
    {
        double[][] rows =
        [
            .. Enumerable.Range(0, 6).Select(_ => new double[] { 1, 1, 1, 1, 1 }), [1, 1, 1, 1, 0.9], [0.9, 1, 0.7, 1, 0.9],
            [0.4, 0.7, 0.5, 0.3, 0.6],
        ];

        var result = TrialRanking.Rank(Scores.Trials(rows), maximize: true, baselineTrial: null);

        Assert.That(result.Best!.StandardError, Is.EqualTo(0.009258200997725513).Within(1e-15));
        Assert.That(result.CompetitiveCount, Is.EqualTo(7));
        Assert.That(result.TiedWithBest, Is.EqualTo(Enumerable.Range(0, 6)));
    }

    [Test]
    public void Rank_EqualMeansAtTheEndOfTheGroup_AreAllInIt()
    {
        // A hundred equal means hold 1 % of the chance each: 97.5 % would leave out the last three by their numbers.
        double[][] rows =
        [
            .. Enumerable.Range(0, 100).Select(i => Enumerable.Range(0, 4).Select(j => (i + j) % 4 == 0 ? 0.88 : 0.92).ToArray()),
            [0.4, 0.42, 0.38, 0.4],
        ];

        var result = TrialRanking.Rank(Scores.Trials(rows), maximize: true, baselineTrial: null);

        Assert.That(result.TiedWithBest, Is.EqualTo(Enumerable.Range(0, 100)));
    }

    [Test]
    public void Rank_SameScoresInOtherFolds_TieByTrialNumber()
    {
        // As doubles the two sums differ in the last bit.
        double[] one = [0.1, 0.2, 0.3], other = [0.3, 0.2, 0.1];
        Assume.That(0.1 + 0.2 + 0.3, Is.Not.EqualTo(0.3 + 0.2 + 0.1));

        foreach (var maximize in new[] { true, false })
        {
            var result = TrialRanking.Rank([new(7, one, 1, 0), new(3, other, 1, 0), new(5, one, 1, 0)], maximize, null);
            Assert.That(result.Trials.Select(t => t.Trial), Is.EqualTo(new[] { 3, 5, 7 }));
        }
    }

    [Test]
    public void Rank_CheapestTied_IsTheQuickestThenTheSmallest()
    {
        var trials = Scores.Trials(Scores.Eight)
            .Select(t => t with { Seconds = t.Trial switch { 4 or 7 => double.NaN, 1 or 2 => 3, _ => 1 }, ParameterCount = 10 - t.Trial })
            .ToArray();

        var result = TrialRanking.Rank(trials, maximize: true, baselineTrial: 0);

        Assert.That(result.CheapestTied, Is.EqualTo(2));
    }

    [Test]
    public void Rank_NoisyBaselineOutsideTheSet_KeepsItsOwnVariance()
    {
        var result = TrialRanking.Rank(Scores.Trials(Scores.Eight), maximize: true, baselineTrial: 3);

        // y = EIGHT; d = y[3] - y[[4, 1, 2, 7, 5]].mean(0); print(d.var(ddof=1))
        Assert.That(result.BaselineVariance, Is.EqualTo(0.0092348).Within(Exact));
    }

    [Test]
    public void Rank_UnsoundInput_Throws()
    {
        Assert.That(() => TrialRanking.Rank(Scores.Trials([1, 2], [1]), true, null), Throws.ArgumentException);
        Assert.That(() => TrialRanking.Rank(Scores.Trials([1, double.NaN]), true, null), Throws.ArgumentException);
        Assert.That(() => TrialRanking.Rank([new(1, [1], 1, 0), new(1, [2], 1, 0)], true, null), Throws.ArgumentException);
    }

    [Test]
    public void Rank_ScoresWhoseSquaresOverflow_KnowsNoVariance()
    {
        var result = TrialRanking.Rank(Scores.Trials([1, 2], [1e200, -1e200], [3, 4]), maximize: true, baselineTrial: null);

        AssertBlank(result);
    }

    private static void AssertBlank(RankingResult result)
    {
        Assert.That(result.PooledVariance, Is.Null);
        Assert.That(result.CheapestTied, Is.Null);
        Assert.That(result.TiedWithBest, Is.EqualTo(new[] { result.Best!.Trial }));
        foreach (var trial in result.Trials)
            Assert.That(trial, Has.Property(nameof(RankedTrial.StandardError)).Null.And.Property(
                nameof(RankedTrial.Low)).Null.And.Property(nameof(RankedTrial.ChanceBest)).Null
                .And.Property(nameof(RankedTrial.CorrectedScore)).Null.And.Property(nameof(RankedTrial.GapInterval)).Null);
    }
}
