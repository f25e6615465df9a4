namespace HpoRunner.Ranking;

/// <summary>Approved texts, also under a culture with decimal commas.</summary>
[SetCulture("de-DE")]
internal sealed class VerdictTests
{
    private static readonly TestComparison Better = TestComparison.Of(new McNemar(15, 4, 360, 0.0192));
    private static readonly TestComparison Worse = TestComparison.Of(new McNemar(4, 15, 360, 0.0192));
    private static readonly TestComparison Alike = TestComparison.Of(new McNemar(5, 4, 360, 1));

    [Test]
    public void Of_GainOnFoldsAndTestRows_SaysBoth() => AssertVerdict(
        Outcomes.Of(Scores.Trials(Scores.Eight), test: new TestScores(0.95, 0.9111, 360), comparison: Better),
        """
        Trial 4 reaches 95.8 % accuracy in cross-validation and 95.0 % on 360 rows it had never seen, where the baseline reaches 92.0 % and 91.1 %.
        Four configurations share the first place, because the scores cannot tell them apart; its chance to be the best is 45 %.
        Having been picked as the best of 8, its score is about 0.3 points too good; corrected, it is 95.5 %.
        The gain over the baseline holds on the test rows (McNemar, p = 0.019) and on the folds, where luck would give the best of 7 such a gain with a chance of less than 1 %.
        """);

    [Test]
    public void Of_GainOnFoldsOnly_SaysThatTestRowsDoNotShowIt() => AssertVerdict(
        Outcomes.Of(Scores.Trials(Scores.Eight), test: new TestScores(0.95, 0.9472, 360), comparison: Alike),
        """
        Trial 4 reaches 95.8 % accuracy in cross-validation and 95.0 % on 360 rows it had never seen, where the baseline reaches 92.0 % and 94.7 %.
        Four configurations share the first place, because the scores cannot tell them apart; its chance to be the best is 45 %.
        Having been picked as the best of 8, its score is about 0.3 points too good; corrected, it is 95.5 %.
        The gain over the baseline holds on the folds, where luck would give the best of 7 such a gain with a chance of less than 1 %; the test rows alone do not show it (McNemar, p = 1.00).
        """);

    [Test]
    public void Of_NoGainShown_SaysSo() => AssertVerdict(
        Outcomes.Of(Scores.Trials(Scores.Eight), baseline: 1, test: new TestScores(0.95, 0.9472, 360), comparison: Alike),
        """
        Trial 4 reaches 95.8 % accuracy in cross-validation and 95.0 % on 360 rows it had never seen, but nothing shows that it beats the baseline, which reaches 95.4 % and 94.7 %.
        Four configurations share the first place, because the scores cannot tell them apart; its chance to be the best is 45 %.
        Having been picked as the best of 8, its score is about 0.3 points too good; corrected, it is 95.5 %.
        Luck alone would put the best of 7 ahead of the baseline by the 0.4 points seen with a chance of 68 %, and the test rows do not show a gain either (McNemar, p = 1.00).
        """);

    [Test]
    public void Of_TestRowsSpeakForTheBaseline_SaysSo()
    {
        var outcome = Outcomes.Of(Scores.Trials(Scores.Eight), baseline: 1, test: new TestScores(0.91, 0.95, 360), comparison: Worse);
        Assert.That(
            Verdict.Of(outcome).Sentence.Plain(),
            Does.EndWith("rows it had never seen, but there the baseline is better: it reaches 95.4 % and 95.0 %."));
        Assert.That(Verdict.Of(outcome).Details[^1], Is.EqualTo("On the test rows the baseline is the better one (McNemar, p = 0.019)."));
        Assert.That(
            Advice.Of(outcome).Single(advice => advice.Kind == AdviceKind.NoiseAboveGain).Text,
            Does.Contain("the baseline is better: keep it"));
    }

    [Test]
    public void Of_MinimizedMetric_KeepsItsUnits() => AssertVerdict(
        Outcomes.Of(Scores.Trials(Scores.Surface(12, 10, 0.01, 0.02)), metric: "log_loss", maximize: false),
        """
        Trial 10 reaches log loss 0.8801 in cross-validation, but nothing shows that it beats the baseline, which reaches 0.9010.
        Three configurations share the first place, because the scores cannot tell them apart; its chance to be the best is 76 %.
        Having been picked as the best of 12, its score is about 0.0024 too good; corrected, it is 0.8826.
        Luck alone would put the best of 11 ahead of the baseline by the 0.021 seen with a chance of 7 %.
        """);

    [Test]
    public void Of_ClearWinner_SaysItsChance() => AssertVerdict(
        Outcomes.Of(Scores.Trials([0.5, 0.6, 0.55], [0.9, 0.99, 0.95], [0.51, 0.61, 0.56], [0.5, 0.61, 0.55])),
        """
        Trial 1 reaches 94.7 % accuracy in cross-validation, where the baseline reaches 55.0 %.
        Its chance to be the best of the 4 complete trials is more than 99 %.
        The gain over the baseline holds on the folds, where luck would give the best of 3 such a gain with a chance of less than 1 %.
        """);

    [Test]
    public void Of_BaselineIsTheBest_SaysSo() => Assert.That(
        Verdict.Of(Outcomes.Of(Scores.Trials(Scores.Eight), baseline: 4, test: new TestScores(0.95, 0.95, 360))).Sentence.Plain(),
        Is.EqualTo(
            "No trial is better than the baseline, which reaches 95.8 % accuracy in cross-validation and 95.0 % on 360 rows it had never "
            + "seen."));

    [Test]
    public void Of_OneScorePerTrial_CallsTheGainUnknown() => AssertVerdict(
        Outcomes.Of(Scores.Trials([52.1], [50.3], [57.9]), metric: "rmse", maximize: false),
        "Trial 1 reaches rmse 50.30 on its validation rows, where the baseline reaches 52.10; whether that is more than luck is unknown.");

    [Test]
    public void Of_OneScorePerTrialAndTestRows_CountsOnTheTestRows() => AssertVerdict(
        Outcomes.Of(Scores.Trials([0.8], [0.9], [0.7]), test: new TestScores(0.88, 0.79, 400), comparison: Better),
        """
        Trial 1 reaches 90.0 % accuracy on its validation rows and 88.0 % on 400 rows it had never seen, where the baseline reaches 80.0 % and 79.0 %.
        On the test rows it is better than the baseline (McNemar, p = 0.019); the search itself cannot say, for want of scores.
        """);

    [Test]
    public void Of_NoBaseline_DoesNotMentionIt() => Assert.That(
        Verdict.Of(Outcomes.Of(Scores.Trials([0.8, 0.9], [0.7, 0.8]), baseline: null)).Sentence.Plain(),
        Is.EqualTo("Trial 0 reaches 85.0 % accuracy in cross-validation."));

    [Test]
    public void Of_OnlyTheBaseline_SaysSo() => Assert.That(
        Verdict.Of(Outcomes.Of(Scores.Trials([0.8, 0.9]), isFinished: false)).Sentence.Plain(),
        Is.EqualTo("So far, only the baseline is complete: it reaches 85.0 % accuracy in cross-validation."));

    [Test]
    public void Of_NothingCompleted_CountsTheLosses()
    {
        Assert.That(
            Verdict.Of(Outcomes.Of([], counts: new TrialCounts(0, Diverged: 3, Failed: 20))).Sentence,
            Is.EqualTo("No trial completed: 20 failed and three diverged."));
        Assert.That(Verdict.Of(Outcomes.Of([], counts: new TrialCounts(0))).Sentence, Is.EqualTo("No trial has ended yet."));
    }

    private static void AssertVerdict(SearchOutcome outcome, string expected)
    {
        var verdict = Verdict.Of(outcome);
        Assert.That(string.Join('\n', [verdict.Sentence, .. verdict.Details]).Plain(), Is.EqualTo(expected.ReplaceLineEndings("\n")));
    }
}
