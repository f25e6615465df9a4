using System.Runtime.Intrinsics;
using NUnit.Framework;

namespace HpoRunner.Training.Numerics;

[TestFixture]
internal sealed class VectorRootTests
{
    [Test]
    public void Roots_NumbersOfEverySize_AreWithinUnitsInTheLastPlace()
    {
        var random = RandomStream.Derive(1, "roots");
        for (var exponent = -120; exponent <= 127; exponent++)
        {
            for (var draw = 0; draw < 200; draw++)
            {
                var x = (float)Math.ScaleB(1 + random.NextDouble() * 0.999999, exponent);
                var root = MathF.Sqrt(x);
                var inverse = (float)(1 / Math.Sqrt(x));

                Assert.That(VectorRoot.Of(Vector512.Create(x))[3], Is.InRange(Below(root), Above(root)), $"{x}");
                Assert.That(VectorRoot.Plus(Vector512.Create(x), default)[3], Is.InRange(Below(Below(root)), Above(Above(root))), $"{x}");
                Assert.That(VectorRoot.InverseOf(Vector512.Create(x))[3], Is.InRange(Below(inverse), Above(inverse)), $"{x}");
            }
        }
    }

    [Test]
    public void Roots_ZeroAndWhatIsNotFinite_AreWhatTheyShouldBe()
    {
        Assert.That(VectorRoot.Of(Vector512<float>.Zero), Is.EqualTo(Vector512<float>.Zero));
        Assert.That(VectorRoot.Plus(Vector512<float>.Zero, Vector512.Create(3f)), Is.EqualTo(Vector512.Create(3f)));
        Assert.That(VectorRoot.Of(Vector512.Create(float.NaN))[0], Is.NaN);
        Assert.That(VectorRoot.Plus(Vector512.Create(float.NaN), Vector512.Create(3f))[0], Is.NaN);
        Assert.That(VectorRoot.Plus(Vector512.Create(float.PositiveInfinity), Vector512.Create(3f))[0], Is.EqualTo(float.PositiveInfinity));
        Assert.That(VectorRoot.Of(Vector512.Create(float.PositiveInfinity))[0], Is.EqualTo(float.PositiveInfinity));
        Assert.That(VectorRoot.InverseOf(Vector512<float>.Zero)[0], Is.InRange(1e18f, float.MaxValue));
        Assert.That(VectorRoot.InverseOf(Vector512.Create(float.NaN))[0], Is.NaN);
    }

    private static float Below(float x) => MathF.BitDecrement(x);

    private static float Above(float x) => MathF.BitIncrement(x);
}
