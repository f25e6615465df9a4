namespace HpoRunner.Ranking;

internal sealed class StandardNormalTests
{
    // /usr/bin/python3 -c "from scipy.stats import norm
    // for z in (-30, -12, -7.2, -7, -3, -0.5, 0, 1, 2.5, 6): print(f'[TestCase({z}, {norm.cdf(z)!r}, {norm.pdf(z)!r})]')"
    [TestCase(-30, 4.906713927147908e-198, 1.4736461348785476e-196)]
    [TestCase(-12, 1.776482112077653e-33, 2.1463837356630605e-32)]
    [TestCase(-7.2, 3.010627981117422e-13, 2.2079899631371392e-12)]
    [TestCase(-7, 1.279812543885835e-12, 9.134720408364595e-12)]
    [TestCase(-3, 0.0013498980316300933, 0.004431848411938008)]
    [TestCase(-0.5, 0.3085375387259869, 0.35206532676429947)]
    [TestCase(0, 0.5, 0.3989422804014327)]
    [TestCase(1, 0.8413447460685429, 0.24197072451914337)]
    [TestCase(2.5, 0.9937903346742238, 0.017528300493568537)]
    [TestCase(6, 0.9999999990134123, 6.075882849823286e-09)]
    public void Cumulative_AnyValue_AgreesWithScipy(double z, double cumulative, double density)
    {
        Assert.That(StandardNormal.Cumulative(z, out var found), Is.EqualTo(cumulative).Within(1e-6).Percent);
        Assert.That(found, Is.EqualTo(density).Within(1e-6).Percent);
    }
}
