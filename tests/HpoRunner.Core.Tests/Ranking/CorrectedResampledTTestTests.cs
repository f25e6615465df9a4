namespace HpoRunner.Ranking;

internal sealed class CorrectedResampledTTestTests
{
    private const double FiveFolds = 1.0 / 4;

    private static readonly double[] First = [0.91, 0.93, 0.90, 0.92, 0.94];
    private static readonly double[] Second = [0.90, 0.91, 0.90, 0.89, 0.93];

    [Test]
    public void Of_FiveFolds_AgreesWithScipy()
    {
        // import numpy as np; from scipy.stats import t
        // d = np.array([.91, .93, .90, .92, .94]) - [.90, .91, .90, .89, .93]; se = np.sqrt(d.var(ddof=1) * (1/5 + 1/4)); s = d.mean() / se
        // print(d.mean(), se, s, 2 * t.cdf(-abs(s), 4), d.mean() - t.ppf(.975, 4) * se, d.mean() + t.ppf(.975, 4) * se)
        var test = CorrectedResampledTTest.Of(First, Second, FiveFolds, maximize: true);

        Assert.That(test.Gap, Is.EqualTo(0.014).Within(1e-12));
        Assert.That(test.StandardError, Is.EqualTo(0.00764852927038919).Within(1e-12));
        Assert.That(test.Statistic, Is.EqualTo(1.8304172612897134).Within(1e-9));
        Assert.That(test.PValue, Is.EqualTo(0.141159178562555).Within(1e-8));
        Assert.That(test.Low, Is.EqualTo(-0.007235721654734165).Within(1e-9));
        Assert.That(test.High, Is.EqualTo(0.035235721654734146).Within(1e-9));
    }

    [Test]
    public void Of_Minimized_TurnsTheGap()
    {
        var test = CorrectedResampledTTest.Of(First, Second, FiveFolds, maximize: false);

        Assert.That(test.Gap, Is.EqualTo(-0.014).Within(1e-12));
        Assert.That(test.PValue, Is.EqualTo(0.141159178562555).Within(1e-8));
    }

    [Test]
    public void Of_SameGapEverywhere_HasNoNoise()
    {
        var ahead = CorrectedResampledTTest.Of([.. First.Select(score => score + 0.1)], First, FiveFolds, maximize: true);
        var equal = CorrectedResampledTTest.Of(First, First, FiveFolds, maximize: true);

        Assert.That((ahead.Statistic, ahead.PValue), Is.EqualTo((double.PositiveInfinity, 0)));
        Assert.That((equal.Statistic, equal.PValue), Is.EqualTo((0, 1)));
    }
}
