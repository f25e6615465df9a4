namespace HpoRunner.Ranking;

[SetCulture("de-DE")]
internal sealed class ScoreTextTests
{
    [TestCase("accuracy", 0.97861, "97.9\u00A0%")]
    [TestCase("balanced_accuracy", 1, "100.0\u00A0%")]
    [TestCase("val_acc", 0.5, "50.0\u00A0%")]
    [TestCase("f1_macro", 0.97861, "0.9786")]
    [TestCase("log_loss", 0.08123, "0.08123")]
    [TestCase("rmse", 53.2149, "53.21")]
    [TestCase("rmse", 53214.9, "53215")]
    [TestCase("loss", 3.2e-12, "3.2e-12")]
    [TestCase("loss", 0.0000326, "3.3e-5")]
    [TestCase("r2", -0.25, "\u22120.2500")]
    [TestCase("rmse", 0, "0")]
    [TestCase("rmse", double.PositiveInfinity, "infinity")]
    [TestCase("r2", double.NaN, "not a number")]
    public void Score_AnyMetric_ReadsAlikeInEveryCulture(string metric, double score, string expected) =>
        Assert.That(new ScoreText(metric).Score(score), Is.EqualTo(expected));

    [Test]
    public void Scores_AlmostEqual_GetDecimalsUntilTheyDiffer()
    {
        Assert.That(
            new ScoreText("accuracy").Scores(0.97861, 0.97894, 0.5),
            Is.EqualTo(new[] { "97.86\u00A0%", "97.89\u00A0%", "50.00\u00A0%" }));
        Assert.That(new ScoreText("accuracy").Scores(0.97861, 0.97861), Is.EqualTo(new[] { "97.9\u00A0%", "97.9\u00A0%" }));
        Assert.That(new ScoreText("rmse").Scores(53.2149, 9.87654), Is.EqualTo(new[] { "53.215", "9.877" }));
        Assert.That(new ScoreText("distance").Scores(0.00339, 159.212392), Is.EqualTo(new[] { "0.003390", "159.2" }));
        Assert.That(new ScoreText("loss").Scores(0.0000326, 0.4858), Is.EqualTo(new[] { "3.3e-5", "0.4858" }));
        Assert.That(new ScoreText("loss").Scores(3.21e-12, 3.24e-12), Is.EqualTo(new[] { "3.21e-12", "3.24e-12" }));
    }

    [TestCase("accuracy", 0.0031, "0.3 points")]
    [TestCase("accuracy", -0.0175, "1.8 points")]
    [TestCase("accuracy", 0.00031, "0.03 points")]
    [TestCase("accuracy", 0.25, "25.0 points")]
    [TestCase("rmse", 1.234, "1.2")]
    [TestCase("rmse", -123.4, "123")]
    [TestCase("log_loss", 0.00123, "0.0012")]
    [TestCase("rmse", 0, "0.0")]
    [TestCase("loss", 4.1e-12, "4.1e-12")]
    public void Difference_AnySize_HasTwoDigitsAndNoSign(string metric, double difference, string expected) =>
        Assert.That(new ScoreText(metric).Difference(difference), Is.EqualTo(expected));

    [TestCase(0.214, "21\u00A0%")]
    [TestCase(0.004, "less than 1\u00A0%")]
    [TestCase(0.996, "more than 99\u00A0%")]
    [TestCase(1, "more than 99\u00A0%")]
    public void Chance_AnyShare_IsWholePerCent(double chance, string expected) =>
        Assert.That(ScoreText.Chance(chance), Is.EqualTo(expected));

    [TestCase(0.0004, "p < 0.001")]
    [TestCase(0.00123, "p = 0.0012")]
    [TestCase(0.0121, "p = 0.012")]
    [TestCase(0.234, "p = 0.23")]
    public void PValue_AnySize_HasTwoDigits(double p, string expected) => Assert.That(ScoreText.PValue(p), Is.EqualTo(expected));

    [TestCase(0.1, "0.1")]
    [TestCase(1e-5, "1e-05")]
    [TestCase(0.00312345678, "0.003123")]
    [TestCase(2.80119, "2.801")]
    [TestCase(-128, "-128")]
    [TestCase(12_800, "12800")]
    public void Value_OfAParameter_HasTheDigitsThatPeopleRead(double value, string expected) =>
        Assert.That(ScoreText.Value(value), Is.EqualTo(expected));

    [TestCase(7, "seven")]
    [TestCase(12, "twelve")]
    [TestCase(13, "13")]
    [TestCase(0, "no")]
    public void Count_Small_IsAWord(int count, string expected) => Assert.That(ScoreText.Count(count), Is.EqualTo(expected));
}
