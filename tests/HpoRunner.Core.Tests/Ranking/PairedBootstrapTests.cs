namespace HpoRunner.Ranking;

/// <summary>
/// Expected percentiles from 200,000 (mean) and 100,000 (RMSE) draws in numpy; 2,000 draws leave about 3 % of the interval's width:
/// i = np.arange(200); r = np.random.default_rng(0)
/// x = 0.05 + 0.4 * np.sin(7.3 * i)**2; idx = r.integers(0, 200, (200000, 200)); m = x[idx].mean(1) - 0.22
/// y = np.sin(3.1 * i) * 10; p = y + np.sin(5.7 * i) * 3; q = y + np.sin(8.9 * i + 1) * 3.6; idx = r.integers(0, 200, (100000, 200))
/// rm = lambda e: np.sqrt((e**2)[idx].mean(1)); m = rm(q - y) - rm(p - y); print(np.percentile(m, [2.5, 97.5]), 2 * min((m &lt;=
/// 0).mean(), (m &gt;= 0).mean()))
/// </summary>
internal sealed class PairedBootstrapTests
{
    [Test]
    public void OfLosses_MeanOfRows_AgreesWithNumpy()
    {
        var second = Enumerable.Range(0, 200).Select(i => 0.05 + 0.4 * Math.Pow(Math.Sin(7.3 * i), 2)).ToArray();

        var test = PairedBootstrap.OfLosses([.. Enumerable.Repeat(0.22, 200)], second, seed: 1);

        Assert.That(test.Gap, Is.EqualTo(0.029752342700239492).Within(1e-12));
        Assert.That(test.Low, Is.EqualTo(0.01000882).Within(0.0015));
        Assert.That(test.High, Is.EqualTo(0.04941894).Within(0.0015));
        Assert.That(test.PValue, Is.EqualTo(0.00314).Within(0.004));
    }

    [Test]
    public void Of_RootMeanSquare_AgreesWithNumpy()
    {
        var first = Enumerable.Range(0, 200).Select(i => Math.Pow(Math.Sin(5.7 * i) * 3, 2)).ToArray();
        var second = Enumerable.Range(0, 200).Select(i => Math.Pow(Math.Sin(8.9 * i + 1) * 3.6, 2)).ToArray();

        var test = PairedBootstrap.Of(
            200,
            rows => Math.Sqrt(rows.Average(i => second[i])) - Math.Sqrt(rows.Average(i => first[i])),
            seed: 1);

        Assert.That(test.Gap, Is.EqualTo(0.4239982964119591).Within(1e-12));
        Assert.That(test.Low, Is.EqualTo(0.25796303).Within(0.012));
        Assert.That(test.High, Is.EqualTo(0.58762713).Within(0.012));
        Assert.That(test.PValue, Is.EqualTo(2.0 / 2001).Within(1e-12), "no draw is below zero, and p is never 0");
    }

    [Test]
    public void OfLosses_EqualModels_HasNoGap()
    {
        double[] losses = [1, 2, 3];

        var test = PairedBootstrap.OfLosses(losses, losses, seed: 1);

        Assert.That((test.Gap, test.Low, test.High, test.PValue), Is.EqualTo((0, 0, 0, 1)));
    }

    [Test]
    public void Of_SameSeed_GivesTheSameNumbers()
    {
        double[] first = [1.1, 5.2, 2.7, 8.3, 1.9, 4.4, 3.3], second = [2, 4.1, 4.9, 9.3, 1.2, 5.7, 3.1];

        PairedBootstrap[] tests = [.. new ulong[] { 3, 3, 4 }.Select(seed => PairedBootstrap.OfLosses(first, second, seed))];

        Assert.That(tests[1], Is.EqualTo(tests[0]));
        Assert.That(tests[2], Is.Not.EqualTo(tests[0]));
    }

    [Test]
    public void Of_MetricUndefinedOnEveryDraw_SaysNothing()
    {
        var test = PairedBootstrap.Of(2, _ => double.NaN, seed: 1);

        Assert.That(test.PValue, Is.EqualTo(1));
        Assert.That(test.Low, Is.NaN);
    }
}
