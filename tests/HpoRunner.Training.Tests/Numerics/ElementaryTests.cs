using NUnit.Framework;

namespace HpoRunner.Training.Numerics;

[TestFixture]
internal sealed class ElementaryTests
{
    [Test]
    public void Dot_AnyLength_IsTheSumOfProducts([Range(0, 11)] int length)
    {
        double[] x = [.. Enumerable.Range(1, length).Select(i => (double)i)],
            y = [.. Enumerable.Range(1, length).Select(i => 1.0 / (i * i))];

        Assert.That(Elementary.Dot(x, y), Is.EqualTo(x.Zip(y, (a, b) => a * b).Sum()).Within(1e-14));
    }

    [Test]
    public void AddScaled_AnyLength_AddsToEveryElement([Range(0, 11)] int length)
    {
        double[] x = [.. Enumerable.Range(0, length).Select(i => (double)i)];

        Elementary.AddScaled(x, [.. Enumerable.Repeat(2.0, length)], -0.5);

        Assert.That(x, Is.EqualTo(Enumerable.Range(0, length).Select(i => i - 1.0)));
    }

    [Test]
    public void SumOfSquares_AnyLength_IsTheSumOfSquares([Values(0, 1, 7, 31, 32, 33, 64, 100)] int length) =>
        Assert.That(
            Elementary.SumOfSquares([.. Enumerable.Range(1, length).Select(i => (float)i)]),
            Is.EqualTo(length * (length + 1) * (2 * length + 1) / 6));

    [Test]
    public void Log_OverManyMagnitudes_AgreesWithTheLibrary()
    {
        var random = new RandomStream(3);
        for (var i = 0; i < 20_000; i++)
        {
            var x = Math.Pow(10, 600 * random.NextDouble() - 300);
            Assert.That(Elementary.Log(x), Is.EqualTo(Math.Log(x)).Within(4e-16 * Math.Max(1, Math.Abs(Math.Log(x)))));
        }
    }

    [TestCase(0, double.NegativeInfinity)]
    [TestCase(1, 0)]
    [TestCase(5e-324, -744.4400719213812)]
    [TestCase(-1, double.NaN)]
    [TestCase(double.NaN, double.NaN)]
    [TestCase(double.PositiveInfinity, double.PositiveInfinity)]
    public void Log_AtAnExtreme_Is(double x, double expected) => Assert.That(Elementary.Log(x), Is.EqualTo(expected));
}
