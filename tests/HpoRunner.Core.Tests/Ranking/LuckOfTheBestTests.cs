namespace HpoRunner.Ranking;

internal sealed class LuckOfTheBestTests
{
    // Printed by scipy's adaptive quadrature in both directions: /usr/bin/python3 tests/scripts/ranking_reference.py examples
    [TestCase(0.02, 1e-4, 1e-4, 3, 20, 0.1896622200596807)]
    [TestCase(0.03, 1e-4, 1e-4, 39, 60, 0.23049253905894185)]
    [TestCase(0.03, 1e-4, 4e-4, 39, 60, 0.3429450558939755)]
    [TestCase(0.01, 1e-4, 1e-4, 200, 400, 0.9484941849304753)]
    [TestCase(0.05, 1e-4, 1e-4, 10, 8, 0.02263528476700194)]
    public void Chance_SomeGap_AgreesWithScipy(
        double gap, double variance, double baselineVariance, int candidates, double freedom, double expected
    ) => Assert.That(LuckOfTheBest.Chance(gap, variance, baselineVariance, candidates, freedom), Is.EqualTo(expected).Within(1e-7));

    // Dunnett 1955, table 1a, 20 degrees of freedom, one-sided 5 %: the critical values for 1 to 4 treatments, printed with two decimals.
    [TestCase(1, 1.72)]
    [TestCase(2, 2.03)]
    [TestCase(3, 2.19)]
    [TestCase(4, 2.30)]
    public void Chance_PublishedCriticalValue_IsFivePercent(int candidates, double critical) =>
        Assert.That(LuckOfTheBest.Chance(critical * Math.Sqrt(2), 1, 1, candidates, 20), Is.EqualTo(0.05).Within(0.0006));

    [Test]
    public void Chance_OneCandidate_IsStudentsTail() =>
        // /usr/bin/python3 -c "from scipy.stats import t; print(t.sf(2.5, 4))"
        Assert.That(LuckOfTheBest.Chance(2.5 * Math.Sqrt(2), 1, 1, 1, 4), Is.EqualTo(0.033383).Within(1e-6));

    [Test]
    public void Chance_NoNoise_IsZeroOrOne()
    {
        Assert.That(LuckOfTheBest.Chance(0.01, 0, 0, 5, 8), Is.Zero);
        Assert.That(LuckOfTheBest.Chance(0, 0, 0, 5, 8), Is.EqualTo(1));
    }

    [Test]
    public void Chance_PureNoise_IsUniform()
    {
        // Under the null the chance is itself uniform: the share of p <= 0.1 among 400 simulated sweeps is 0.1 ± 0.03 (two standard
        // errors).
        var stream = new HpoRunner.Training.Numerics.RandomStream(5);
        var claims = 0;
        for (var sweep = 0; sweep < 400; sweep++)
        {
            var best = Enumerable.Range(0, 20).Max(_ => stream.NextNormal());
            var chiSquare = Enumerable.Range(0, 16).Sum(_ => Math.Pow(stream.NextNormal(), 2));
            if (LuckOfTheBest.Chance(best - stream.NextNormal(), chiSquare / 16, chiSquare / 16, 20, 16) <= 0.1)
                claims++;
        }
        Assert.That(claims / 400.0, Is.EqualTo(0.1).Within(0.03));
    }
}
