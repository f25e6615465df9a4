namespace HpoRunner.Ranking;

internal sealed class CurveLevelsTests
{
    private static readonly double[] Curve = [0.1, 0.3, 0.5, 0.4, 0.6, 0.7, 0.65, 0.9, 0.8, 0.7, 0.6];

    // w = np.array([.1, .3, .5, .4, .6, .7, .65, .9, .8, .7, .6]); m = np.convolve(w, np.ones(2) / 2, "valid")
    // print(m[0], m.max(), m.argmax(), m[-1], m[-3], np.ptp(w))  # 0.2 0.85 7 0.65 0.85 0.8: the best window is epochs 8 and 9
    [Test]
    public void Of_ElevenEpochs_AgreesWithNumpy()
    {
        var levels = CurveLevels.Of(Curve, maximize: true)!.Value;

        Assert.That(levels.First, Is.EqualTo(0.2).Within(1e-12));
        Assert.That(levels.Best, Is.EqualTo(0.85).Within(1e-12));
        Assert.That(levels.BestEpoch, Is.EqualTo(8));
        Assert.That(levels.Last, Is.EqualTo(0.65).Within(1e-12));
        Assert.That(levels.BeforeLast, Is.EqualTo(0.85).Within(1e-12));
        Assert.That(levels.Range, Is.EqualTo(0.8).Within(1e-12));
    }

    [Test]
    public void Of_Minimized_IsTheCurveUpsideDown() =>
        Assert.That(CurveLevels.Of([.. Curve.Select(value => -value)], maximize: false), Is.EqualTo(CurveLevels.Of(Curve, maximize: true)));

    [Test]
    public void Of_FourEpochs_HasNoWindowBeforeTheLast() =>
        Assert.That(CurveLevels.Of([1, 2, 3, 4], maximize: true)!.Value.BeforeLast, Is.Null);
}
