using HpoRunner.Ranking;
using NUnit.Framework;

namespace HpoRunner.Tests.Ranking;

internal sealed class StudentScaleTests
{
    // In percent: what Wilson and Hilferty's formula leaves above 2,000 degrees of freedom.
    private const double Tolerance = 2e-5;

    // /usr/bin/python3 -c "import numpy as np; from scipy.stats import chi2, t
    // for f in (2, 16, 400, 1999, 2001, 40000): s = np.sqrt(f / chi2.ppf((np.arange(16) + .5) / 16, f)); print(f, s[0], s[7], s[15], t.ppf(.975, f))"
    [TestCase(2, 5.6122503792673655, 1.2573668045030466, 0.5371582710689584, 4.302652729911275)]
    [TestCase(16, 1.4884830834652574, 1.0359127266018517, 0.755352710972468, 2.1199052992210112)]
    [TestCase(400, 1.070597290616039, 1.0036170974993945, 0.9383301711932681, 1.965912343229391)]
    [TestCase(1999, 1.030375010699978, 1.0014085635290508, 0.9714062328951992, 1.9611514201705613)]
    [TestCase(2001, 1.0303593567346452, 1.0014077750418717, 0.9714201052255582, 1.961150232622441)]
    [TestCase(40000, 1.0066305052278237, 1.0002856314534894, 0.9934584515161203, 1.9600232930849129)]
    public void Factors_AnyFreedom_AgreeWithScipy(double freedom, double first, double eighth, double last, double quantile)
    {
        var factors = StudentScale.Factors(freedom);

        Assert.That(factors, Has.Length.EqualTo(16));
        Assert.That(factors[0], Is.EqualTo(first).Within(Tolerance).Percent);
        Assert.That(factors[7], Is.EqualTo(eighth).Within(Tolerance).Percent);
        Assert.That(factors[15], Is.EqualTo(last).Within(Tolerance).Percent);
        Assert.That(StudentScale.Quantile95(freedom), Is.EqualTo(quantile).Within(Tolerance).Percent);
    }
}
