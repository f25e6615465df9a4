namespace HpoRunner.Ranking;

internal sealed class CurveDiagnosisTests
{
    private static readonly ScoreText Accuracy = new("accuracy");

    [Test]
    public void Of_LevelCurves_AreWellFitted()
    {
        // Training knows its rows by heart, which is no fault.
        var diagnosis = Diagnose(e => 1 - 0.5 * Math.Exp(-e / 2.0), e => 0.97 - 0.47 * Math.Exp(-e / 2.0), reachable: 0.975);

        Assert.That(diagnosis.State, Is.EqualTo(CurveState.WellFitted));
        Assert.That(diagnosis.Next, Is.Empty);
    }

    [Test]
    public void Of_ValidationFalling_IsOverfitting()
    {
        var diagnosis = Diagnose(e => 1 - 0.5 * Math.Exp(-e / 3.0), e => 0.95 - 0.0002 * Math.Pow(e - 10, 2), reachable: 0.96);

        Assert.That(diagnosis.State, Is.EqualTo(CurveState.Overfitting));
        // w = [0.95 - 0.0002 * (e - 10)**2 for e in range(1, 31)]; m = [sum(w[i:i + 6]) / 6 for i in range(25)]; print(max(m),
        // m.index(max(m)), m[-1]) 0.94937 6 0.88817: the window of epochs 7 to 12
        Assert.That(diagnosis.Reason, Is.EqualTo("on new rows it was best around epoch 9, 94.9\u00A0%, and ended at 88.8\u00A0%"));
        Assert.That(diagnosis.Next, Is.EqualTo("fewer epochs, or more regularization (l2, dropout)"));
    }

    [Test]
    public void Of_RisingToTheEnd_IsStillImproving()
    {
        var diagnosis = Diagnose(e => 0.5 + 0.01 * e, e => 0.5 + 0.009 * e, reachable: 0.9);

        Assert.That(diagnosis.State, Is.EqualTo(CurveState.StillImproving));
        Assert.That(diagnosis.Reason, Is.EqualTo("the last fifth of the epochs still brought 5.4 points"));
    }

    [Test]
    public void Of_TrainingBelowWhatOthersReach_IsUnderfitting()
    {
        var diagnosis = Diagnose(e => 0.8 - 0.3 * Math.Exp(-e / 2.0), e => 0.79 - 0.3 * Math.Exp(-e / 2.0), reachable: 0.95);

        Assert.That(diagnosis.State, Is.EqualTo(CurveState.Underfitting));
        Assert.That(
            diagnosis.Reason,
            Is.EqualTo("on its own training rows it reaches 80.0\u00A0%, where the best trial reaches 95.0\u00A0% on new ones"));
    }

    [Test]
    public void Of_WideGapAndAnotherTrialBetter_IsOverfitting()
    {
        var gap = Diagnose(_ => 1, _ => 0.9, reachable: 0.95);
        var best = Diagnose(_ => 1, _ => 0.9, reachable: 0.9);

        Assert.That(gap.State, Is.EqualTo(CurveState.Overfitting));
        Assert.That(best.State, Is.EqualTo(CurveState.WellFitted), "nobody did better");
    }

    [Test]
    public void Of_TrainingFallingBack_IsDiverged()
    {
        var diagnosis = Diagnose(e => e < 10 ? 0.5 + 0.04 * e : 0.1, e => e < 10 ? 0.5 + 0.03 * e : 0.1, reachable: 0.95);

        Assert.That(diagnosis.State, Is.EqualTo(CurveState.Diverged));
        Assert.That(diagnosis.Next, Does.Contain("lower learning rate"));
    }

    [TestCase(double.NaN)]
    [TestCase(double.NegativeInfinity)]
    public void Of_NotFinite_IsDiverged(double value) =>
        Assert.That(
            CurveDiagnosis.Of(new LearningCurve([], [0.5, value], true), 0.005, null, Accuracy)!.State,
            Is.EqualTo(CurveState.Diverged));

    [Test]
    public void Of_MinimizedMetric_SaysTheNumbersAsTheyAre()
    {
        var loss = Enumerable.Range(1, 30).Select(e => 0.2 + 0.001 * Math.Pow(e - 10, 2)).ToArray();

        var diagnosis = CurveDiagnosis.Of(
            new LearningCurve([.. Enumerable.Range(1, 30).Select(e => 1.0 / e)], loss, false),
            0.005, 0.19, new ScoreText("log_loss")
        )!;

        Assert.That(diagnosis.State, Is.EqualTo(CurveState.Overfitting));
        Assert.That(diagnosis.Reason, Does.Contain("0.2032").And.Contain("0.5092"));
    }

    [Test]
    public void Of_UnknownNoise_TakesAShareOfTheRange()
    {
        var rising = CurveDiagnosis.Of(new LearningCurve([], [0.1, 0.2, 0.3, 0.4, 0.5, 0.6], true), null, null, Accuracy)!;
        var level = CurveDiagnosis.Of(new LearningCurve([], [0.1, 0.6, 0.6, 0.6, 0.6, 0.6], true), null, null, Accuracy)!;

        Assert.That(rising.State, Is.EqualTo(CurveState.StillImproving));
        Assert.That(level.State, Is.EqualTo(CurveState.WellFitted));
    }

    [Test]
    public void Of_OneEpoch_IsNoTrend() =>
        Assert.That(
            CurveDiagnosis.Of(new LearningCurve([0.9], [0.9], true), 0.005, 0.9, Accuracy)!.State,
            Is.EqualTo(CurveState.WellFitted));

    [Test]
    public void Of_NothingMeasured_IsNull() =>
        Assert.That(CurveDiagnosis.Of(new LearningCurve([], [], true), 0.005, 0.9, Accuracy), Is.Null);

    private static CurveDiagnosis Diagnose(Func<int, double> training, Func<int, double> validation, double reachable) =>
        CurveDiagnosis.Of(
            new LearningCurve([.. Enumerable.Range(1, 30).Select(training)], [.. Enumerable.Range(1, 30).Select(validation)], true),
            0.005, reachable, Accuracy
        )!;
}
