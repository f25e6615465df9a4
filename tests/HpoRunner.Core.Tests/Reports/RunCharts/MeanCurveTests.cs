using NUnit.Framework;

namespace HpoRunner.Reports.RunCharts;

internal sealed class MeanCurveTests
{
    /// <summary>Folds 0.8, 0.9 and 1.0: mean 0.9, range 0.8 to 1.0, standard error 0.1 / √3 by hand.</summary>
    [Test]
    public void OfTrials_ThreeFolds_AreAveragedEpochByEpoch()
    {
        var curve = MeanCurve.OfTrials([Fold(0, 0.8), Fold(1, 0.9), Fold(2, 1.0)]).Single();
        Assert.That(curve.Epochs.Single(), Is.EqualTo(new MeanEpoch(1, double.NaN, curve.LastValidation, 0.8, 1.0)));
        Assert.That(curve.LastValidation, Is.EqualTo(0.9).Within(1e-12));
    }

    [Test]
    public void OfTrials_ManyEpochs_AreThinnedAndKeepTheLast()
    {
        var curve = MeanCurve.OfTrials([Curve(Enumerable.Range(1, 1234).Select(epoch => epoch * 1.0))]).Single();
        Assert.That(curve.Epochs, Has.Count.LessThanOrEqualTo(100));
        Assert.That(curve.Epochs[^1].Epoch, Is.EqualTo(1234));
    }

    private static ReportCurve Fold(int fold, double validation) => new(7, fold, [new ReportEpoch(1, null, validation)]);

    private static ReportCurve Curve(IEnumerable<double> values) =>
        new(7, 0, values.Select((value, i) => new ReportEpoch(i + 1, value, value)).ToList());
}
