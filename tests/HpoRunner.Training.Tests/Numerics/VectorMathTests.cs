using System.Runtime.Intrinsics;
using NUnit.Framework;

namespace HpoRunner.Training.Numerics;

[TestFixture]
internal sealed class VectorMathTests
{
    [Test]
    public void ExpOfNegative_OverItsRange_IsWithinTwoUnitsInTheLastPlace() =>
        Assert.That(LargestError(VectorMath.ExpOfNegative, Math.Exp, -68.96, 0), Is.LessThan(2));

    [TestCase(float.NaN, float.NaN)]
    [TestCase(float.NegativeInfinity, 0)]
    [TestCase(-69.1f, 0)]
    [TestCase(0, 1)]
    public void ExpOfNegative_AtAnExtreme_Is(float x, float expected) =>
        Assert.That(VectorMath.ExpOfNegative(Vector512.Create(x))[5], Is.EqualTo(expected));

    [Test]
    public void Sigmoid_OverItsRange_IsWithinFourUnitsInTheLastPlace() =>
        Assert.That(LargestError(VectorMath.Sigmoid, x => 1 / (1 + Math.Exp(-x)), -68.96, 80), Is.LessThan(4));

    [Test]
    public void Tanh_OverItsRange_IsWithinThreeUnitsInTheLastPlace()
    {
        Assert.That(LargestError(VectorMath.Tanh, Math.Tanh, -12, 12), Is.LessThan(3));
        Assert.That(LargestError(VectorMath.Tanh, Math.Tanh, -0.7, 0.7), Is.LessThan(3));
    }

    [TestCase(float.NaN, float.NaN)]
    [TestCase(-1e4f, 0)]
    [TestCase(1e4f, 1)]
    public void Sigmoid_AtAnExtreme_Is(float x, float expected) =>
        Assert.That(VectorMath.Sigmoid(Vector512.Create(x))[0], Is.EqualTo(expected));

    [TestCase(float.NaN, float.NaN)]
    [TestCase(-1e4f, -1)]
    [TestCase(1e4f, 1)]
    [TestCase(1e-20f, 1e-20f)]
    [TestCase(0, 0)]
    public void Tanh_AtAnExtreme_Is(float x, float expected) => Assert.That(VectorMath.Tanh(Vector512.Create(x))[0], Is.EqualTo(expected));

    [Test]
    public void AllFinite_WithOneThatIsNot_IsFalseWhereverItLies(
        [Values(float.NaN, float.PositiveInfinity, float.NegativeInfinity)] float bad)
    {
        for (var place = 0; place < 21; place++)
        {
            var values = Enumerable.Repeat(float.MaxValue, 21).ToArray();
            Assert.That(VectorMath.AllFinite(values), Is.True);
            values[place] = bad;
            Assert.That(VectorMath.AllFinite(values), Is.False);
        }
    }

    /// <summary>Largest error over 80,000 points, in units in the last place of the true value.</summary>
    private static double LargestError(
        Func<Vector512<float>, Vector512<float>> function, Func<double, double> truth, double from, double to)
    {
        var largest = 0.0;
        for (var i = 0; i < 80_000; i++)
        {
            var x = (float)(from + (to - from) * i / 80_000);
            var exact = truth(x);
            var unit = Math.Max(MathF.BitIncrement(MathF.Abs((float)exact)) - MathF.Abs((float)exact), 1.2e-38f);
            largest = Math.Max(largest, Math.Abs(function(Vector512.Create(x))[0] - exact) / unit);
        }
        return largest;
    }
}
