using NUnit.Framework;

namespace HpoRunner.Reports;

internal sealed class MeanCurveTests
{
    /// <summary>Folds 0.8, 0.9 and 1.0: mean 0.9, range 0.8 to 1.0, standard error 0.1 / √3 by hand.</summary>
    [Test]
    public void OfTrials_ThreeFolds_AreAveragedEpochByEpoch()
    {
        var curve = MeanCurve.OfTrials([Fold(0, 0.8), Fold(1, 0.9), Fold(2, 1.0)]).Single();
        Assert.That(curve.Epochs.Single(), Is.EqualTo(new MeanEpoch(1, double.NaN, curve.LastValidation, 0.8, 1.0, curve.Epochs[0].Error)));
        Assert.That(curve.LastValidation, Is.EqualTo(0.9).Within(1e-12));
        Assert.That(curve.Epochs[0].Error, Is.EqualTo(0.1 / Math.Sqrt(3)).Within(1e-12));
    }

    [Test]
    public void OfTrials_ManyEpochs_AreThinnedAndKeepTheLast()
    {
        var curve = MeanCurve.OfTrials([Curve(Enumerable.Range(1, 1234).Select(epoch => epoch * 1.0))]).Single();
        Assert.That(curve.Epochs, Has.Count.LessThanOrEqualTo(100));
        Assert.That(curve.Epochs[^1].Epoch, Is.EqualTo(1234));
    }

    [Test]
    public void Trend_Saturating_IsFlat() => Assert.That(Trend(epoch => 1 - Math.Exp(-epoch)), Is.EqualTo(CurveTrend.Flat));

    [Test]
    public void Trend_StraightUp_IsImproving() => Assert.That(Trend(epoch => 0.01 * epoch), Is.EqualTo(CurveTrend.Improving));

    [Test]
    public void Trend_UpAndDown_HasPassedItsBest() => Assert.That(Trend(epoch => -Math.Pow(epoch - 10, 2)), Is.EqualTo(CurveTrend.Passed));

    /// <summary>A loss counts the other way round: what goes up has passed its best.</summary>
    [Test]
    public void Trend_LossGoingUp_HasPassedItsBest() =>
        Assert.That(MeanCurve.OfTrials([Curve(Enumerable.Range(1, 30).Select(epoch => 0.01 * epoch))]).Single().Trend(loss => loss),
            Is.EqualTo(CurveTrend.Passed));

    [Test]
    public void Trend_NotFinite_IsFlat() => Assert.That(Trend(_ => double.NaN), Is.EqualTo(CurveTrend.Flat));

    private static CurveTrend Trend(Func<int, double> value) =>
        MeanCurve.OfTrials([Curve(Enumerable.Range(1, 30).Select(value))]).Single().Trend(score => -score);

    private static ReportCurve Fold(int fold, double validation) => new(7, fold, [new ReportEpoch(1, null, validation)]);

    private static ReportCurve Curve(IEnumerable<double> values) => new(7, 0, values.Select((value, i) => new ReportEpoch(i + 1, value, value))
        .ToList());
}
