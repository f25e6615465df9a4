namespace HpoRunner.Ranking;

internal sealed class McNemarTests
{
    // /usr/bin/python3 -c "from scipy.stats import binomtest
    // for b, c in [(8, 2), (2, 8), (15, 4), (7, 7), (1, 0), (300, 240)]: print(binomtest(min(b, c), b + c).pvalue)"
    [TestCase(8, 2, 0.109375)]
    [TestCase(2, 8, 0.109375)]
    [TestCase(15, 4, 0.0192108154296875)]
    [TestCase(7, 7, 1)]
    [TestCase(1, 0, 1)]
    [TestCase(300, 240, 0.011050481081929901)]
    [TestCase(0, 0, 1)]
    public void Of_DiscordantRows_AgreesWithScipy(int onlyFirst, int onlySecond, double expected)
    {
        bool[] first = [.. Enumerable.Repeat(true, onlyFirst), .. Enumerable.Repeat(false, onlySecond), true, true, false];
        bool[] second = [.. Enumerable.Repeat(false, onlyFirst), .. Enumerable.Repeat(true, onlySecond), true, true, false];

        var test = McNemar.Of(first, second);

        Assert.That((test.OnlyFirstRight, test.OnlySecondRight), Is.EqualTo((onlyFirst, onlySecond)));
        Assert.That(test.PValue, Is.EqualTo(expected).Within(1e-10));
        Assert.That(test.Gap, Is.EqualTo((onlyFirst - onlySecond) / (onlyFirst + onlySecond + 3.0)).Within(1e-15));
    }

    [Test]
    public void Of_DifferentRowCounts_Throws() =>
        Assert.That(() => McNemar.Of([true], [true, false]), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
