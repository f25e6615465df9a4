using NUnit.Framework;

namespace HpoRunner.Reports.Charts;

internal sealed class FiguresTests
{
    [TestCase(1.234, "1.2")]
    [TestCase(40.3, "40")]
    [TestCase(147.3, "150")]
    [TestCase(14_729, "15,000")]
    [TestCase(double.NaN, "–")]
    public void Ratio_AnySize_HasTwoDigits(double value, string text) => Assert.That(Figures.Ratio(value), Is.EqualTo(text));

    [TestCase(-0.5, 2, "−0.50")]
    [TestCase(-0.001, 2, "0.00")]
    [TestCase(0.125, 1, "0.1")]
    [TestCase(double.NaN, 2, "–")]
    public void Fixed_Numbers_HaveARealMinusAndNoNegativeZero(double value, int decimals, string expected) =>
        Assert.That(Figures.Fixed(value, decimals), Is.EqualTo(expected));

    [TestCase(0.0131, "+0.013")]
    [TestCase(-0.0131, "−0.013")]
    [TestCase(0.0001, "0.000")]
    public void Signed_Differences_CarryTheirSign(double value, string expected) =>
        Assert.That(Figures.Signed(value, 3), Is.EqualTo(expected));

    [TestCase(0.00632, 3, "0.00632")]
    [TestCase(0.0000632, 2, "6.3\u202f×\u202f10⁻⁵")]
    [TestCase(0.0001, 2, "10⁻⁴")]
    [TestCase(9.999, 3, "10")]
    [TestCase(12345678, 3, "1.23\u202f×\u202f10⁷")]
    [TestCase(0, 3, "0")]
    [TestCase(-250, 2, "−250")]
    public void Short_Numbers_DropZerosAtTheEnd(double value, int digits, string expected) =>
        Assert.That(Figures.Short(value, digits), Is.EqualTo(expected));

    [TestCase(0.001, "1.00\u202f×\u202f10⁻³")]
    [TestCase(0.099999, "1.00\u202f×\u202f10⁻¹")]
    public void Scientific_Numbers_KeepTheirDigits(double value, string expected) =>
        Assert.That(Figures.Scientific(value, 3), Is.EqualTo(expected));

    [TestCase(0, "0\u00a0%")]
    [TestCase(0.002, "<1\u00a0%")]
    [TestCase(0.213, "21\u00a0%")]
    [TestCase(0.999, ">99\u00a0%")]
    [TestCase(1, "100\u00a0%")]
    public void Percent_Shares_NeverRoundToNothingOrAll(double share, string expected) =>
        Assert.That(Figures.Percent(share), Is.EqualTo(expected));

    [TestCase(0.42, "0.4\u00a0s")]
    [TestCase(59.6, "1\u00a0min")]
    [TestCase(112, "1\u00a0min\u00a052\u00a0s")]
    [TestCase(16020, "4\u00a0h\u00a027\u00a0min")]
    [TestCase(90000, "1\u00a0d\u00a01\u00a0h")]
    public void Duration_Seconds_ReadAsTimes(double seconds, string expected) =>
        Assert.That(Figures.Duration(seconds), Is.EqualTo(expected));

    [TestCase(9999, "9999")]
    [TestCase(10000, "10,000")]
    [TestCase(-1234567, "−1,234,567")]
    public void Whole_LargeNumbers_HaveCommas(double value, string expected) => Assert.That(Figures.Whole(value), Is.EqualTo(expected));

    [TestCase(3.2e-12, "3.2\u202f×\u202f10⁻¹²")]
    [TestCase(-0.000326, "−3.3\u202f×\u202f10⁻⁴")]
    [TestCase(0.0, "0.0000")]
    [TestCase(0.97644, "0.9764")]
    [TestCase(53.2149, "53.215")]
    [TestCase(159.213, "159.21")]
    [TestCase(227962.5, "227962.5")]
    [TestCase(123456789.0, "1.2\u202f×\u202f10⁸")]
    [TestCase(double.NaN, "–")]
    public void Score_AnySize_ShowsItsDigits(double score, string expected) => Assert.That(Figures.Score(score), Is.EqualTo(expected));

    [TestCase(0.9764, 0.0003, "0.9764 ± 0.0003")]
    [TestCase(159.21, 0.0257, "159.21 ± 0.03")]
    [TestCase(0.9764, 3e-9, "0.9764 ± 3.0\u202f×\u202f10⁻⁹")]
    [TestCase(0.9764, 1e-17, "0.9764 ± 0.0000")]
    [TestCase(3.2e-12, 0.1233, "3.2\u202f×\u202f10⁻¹² ± 0.1233")]
    public void ScoreWithError_AnySizes_HaveTheScoresDecimalsUnlessTheyHideTheError(double score, double error, string expected) =>
        Assert.That(Figures.ScoreWithError(score, error), Is.EqualTo(expected));
}
