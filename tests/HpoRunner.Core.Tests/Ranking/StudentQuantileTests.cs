namespace HpoRunner.Ranking;

internal sealed class StudentQuantileTests
{
    // /usr/bin/python3 -c "from scipy.stats import t; [print(f, t.ppf(.975, f)) for f in (2, 16, 400, 1999, 2001, 40000)]"
    [TestCase(2, 4.302652729911275)]
    [TestCase(16, 2.1199052992210112)]
    [TestCase(400, 1.965912343229391)]
    [TestCase(1999, 1.9611514201705613)]
    [TestCase(2001, 1.961150232622441)]
    [TestCase(40000, 1.9600232930849129)]
    public void TwoSided95_AnyFreedom_AgreesWithScipy(double freedom, double quantile) =>
        Assert.That(StudentQuantile.TwoSided95(freedom), Is.EqualTo(quantile).Within(2e-5).Percent);
}
