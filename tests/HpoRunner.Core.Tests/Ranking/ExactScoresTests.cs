namespace HpoRunner.Ranking;

/// <summary>Descents on surfaces: their scores are exact, so nothing speaks of luck, folds or ties.</summary>
internal sealed class ExactScoresTests
{
    private static readonly TrialScores[] Heights = Scores.Trials([0.4, 0.5, 0.6], [1e-5, 2e-5, 0.001], [2e-5, 3e-5, 1e-5], [3, 4, 5]);

    [Test]
    public void Rank_ExactScores_HaveNoErrorAndNoChance()
    {
        var ranking = TrialRanking.Rank(Heights, maximize: false, baselineTrial: 0, isExact: true);
        Assert.Multiple(() =>
        {
            Assert.That(ranking.Trials.Select(trial => trial.Trial), Is.EqualTo(new[] { 2, 1, 0, 3 }));
            Assert.That(ranking.StandardError, Is.Null);
            Assert.That(ranking.Best!.ChanceBest, Is.Null);
            Assert.That(ranking.TiedWithBest, Is.EqualTo(new[] { 2 }));
        });
    }

    [Test]
    public void Verdict_OfHeights_CountsTheRepeatsInWhichItLeads()
    {
        var outcome = Outcomes.Of(Heights, metric: "loss", maximize: false, hasRows: false);
        var verdict = Verdict.Of(outcome);
        Assert.Multiple(() =>
        {
            Assert.That(verdict.Sentence, Is.EqualTo("Trial 2 reaches loss 2.0e-5 over 3 repeats, where the baseline reaches 0.5000."));
            Assert.That(
                verdict.Details,
                Is.EqualTo(new[] { "It is ahead of the baseline in 3 of 3 repeats and of trial 1, which comes next, in 1 of 3 repeats." }));
            Assert.That(outcome.Comparison.BeatsBaseline, Is.True);
            Assert.That(Advice.Of(outcome), Is.Empty);
        });
    }

    [Test]
    public void Verdict_OneStart_SaysTheScoresAlone()
    {
        var verdict = Verdict.Of(Outcomes.Of(Scores.Trials([0.4], [0.1], [0.2]), metric: "loss", maximize: false, hasRows: false));
        Assert.That(verdict.Sentence, Is.EqualTo("Trial 1 reaches loss 0.1000, where the baseline reaches 0.4000."));
        Assert.That(verdict.Details, Is.Empty);
    }

    [Test]
    public void BeatsBaseline_NotFromEveryStart_IsNotClaimed() =>
        Assert.That(
            Outcomes.Of(Scores.Trials([0.4, 0.5], [0.5, 0.1]), metric: "loss", maximize: false, hasRows: false).Comparison.BeatsBaseline,
            Is.False);

    [Test]
    public void Advice_OneScorePerTrial_AsksForNoFolds() =>
        Assert.That(
            Advice
                .Of(Outcomes.Of(Scores.Trials([0.4], [0.1], [0.2], [0.3]), metric: "loss", maximize: false, hasRows: false))
                .Select(advice => advice.Kind),
            Has.None.EqualTo(AdviceKind.UseFolds));

    [TestCase(true, 1)]
    [TestCase(false, 2)]
    public void Lead_EqualScores_AreNone(bool maximize, int ahead)
    {
        var trials = Scores.Trials([1, 2, 3, 4], [0, 2, 5, 6]);
        Assert.That(Lead.Of(trials[0], trials[1], maximize), Is.EqualTo(new Lead(ahead, 4)));
    }
}
