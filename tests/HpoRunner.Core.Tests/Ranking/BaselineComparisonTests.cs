using HpoRunner.Training.Numerics;

namespace HpoRunner.Ranking;

internal sealed class BaselineComparisonTests
{
    private static readonly TestComparison Better = TestComparison.Of(new McNemar(15, 4, 360, 0.0192));
    private static readonly TestComparison Worse = TestComparison.Of(new McNemar(4, 15, 360, 0.0192));
    private static readonly TestComparison Alike = TestComparison.Of(new McNemar(5, 4, 360, 1));

    [Test]
    public void Of_GapFarAboveLuck_HoldsOnTheFolds()
    {
        // rank(range(8), EIGHT, True, 0): gap 0.038, standard error 0.004944694126030439, 16 degrees of freedom;
        // BaselineVariance: d = EIGHT[0] - EIGHT[[4, 1, 2, 7, 5]].mean(0); d.var(ddof=1) = 4.68e-05, below the pooled one
        // print(luck(0.038, 0.004944694126030439**2, 0.004944694126030439**2, 7, 16))
        var comparison = BaselineComparison.Of(Eight(baseline: 0), candidateCount: 7, test: null);

        Assert.That(comparison.BeatsBaseline, Is.True);
        Assert.That(comparison.HoldsOnFolds, Is.True);
        Assert.That(comparison.LuckChance, Is.EqualTo(0.00016541912464473896).Within(1e-7));
        Assert.That(comparison.Gap, Is.EqualTo(0.038).Within(1e-12));
    }

    [Test]
    public void Of_MoreCandidates_MoreLuck()
    {
        var few = BaselineComparison.Of(Eight(baseline: 5), 7, null);
        var many = BaselineComparison.Of(Eight(baseline: 5), 1000, null);

        Assert.That(many.LuckChance, Is.GreaterThan(few.LuckChance!.Value));
        Assert.That(
            BaselineComparison.Of(Eight(baseline: 5), 1, null).LuckChance, Is.EqualTo(few.LuckChance),
            "complete trials always count");
    }

    [Test]
    public void Of_SmallGap_IsClaimedOnlyOnTheTestRows()
    {
        var ranking = Eight(baseline: 1);

        Assert.That(BaselineComparison.Of(ranking, 7, null).BeatsBaseline, Is.False);
        Assert.That(BaselineComparison.Of(ranking, 7, Alike).BeatsBaseline, Is.False);
        Assert.That(BaselineComparison.Of(ranking, 7, Worse).BeatsBaseline, Is.False);
        Assert.That(BaselineComparison.Of(ranking, 7, Better).BeatsBaseline, Is.True);
    }

    [Test]
    public void Of_TestRowsSpeakForTheBaseline_VetoTheFolds()
    {
        Assert.That(BaselineComparison.Of(Eight(baseline: 0), 7, Alike).BeatsBaseline, Is.True);
        Assert.That(BaselineComparison.Of(Eight(baseline: 0), 7, Worse).BeatsBaseline, Is.False);
    }

    [Test]
    public void Of_BaselineIsTheBest_IsFalse() => Assert.That(BaselineComparison.Of(Eight(baseline: 4), 7, null).BeatsBaseline, Is.False);

    [Test]
    public void Of_NothingToJudgeBy_IsUnknown()
    {
        var oneScore = TrialRanking.Rank(Scores.Trials([0.8], [0.7], [0.9], [0.6]), true, 1);
        var twoTrials = TrialRanking.Rank(Scores.Trials([0.8, 0.9], [0.7, 0.8]), true, 1);

        Assert.That(BaselineComparison.Of(oneScore, 3, Better).BeatsBaseline, Is.Null);
        Assert.That(BaselineComparison.Of(twoTrials, 3, null).BeatsBaseline, Is.Null);
        Assert.That(BaselineComparison.Of(Eight(baseline: 99), 7, null).BeatsBaseline, Is.Null);
        Assert.That(BaselineComparison.Of(TrialRanking.Rank([], true, 0), 0, null).BeatsBaseline, Is.Null);
    }

    [Test]
    public void Of_PureNoise_IsRarelyClaimed()
    {
        // 200 sweeps of 30 equal trials: at most 2.5 % may claim a gain; ρ makes it rarer still.
        var stream = new RandomStream(11);
        var claims = 0;
        for (var sweep = 0; sweep < 200; sweep++)
        {
            var folds = Enumerable.Range(0, 5).Select(_ => stream.NextNormal()).ToArray();
            var rows = Enumerable.Range(0, 30).Select(_ => folds.Select(fold => fold + stream.NextNormal()).ToArray()).ToArray();
            if (BaselineComparison.Of(TrialRanking.Rank(Scores.Trials(rows), true, 0), 29, null).BeatsBaseline == true)
                claims++;
        }
        Assert.That(claims, Is.LessThanOrEqualTo(5));
    }

    private static RankingResult Eight(int baseline) => TrialRanking.Rank(Scores.Trials(Scores.Eight), true, baseline);
}
