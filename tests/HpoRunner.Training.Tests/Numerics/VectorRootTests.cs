using System.Runtime.Intrinsics;
using NUnit.Framework;

namespace HpoRunner.Training.Numerics;

[TestFixture]
internal sealed class VectorRootTests
{
    [Test]
    public void Of_NumbersOfEverySize_IsWithinOneUnitInTheLastPlace()
    {
        var random = RandomStream.Derive(1, "roots");
        for (var exponent = -120; exponent <= 127; exponent++)
        {
            for (var draw = 0; draw < 200; draw++)
            {
                var x = (float)Math.ScaleB(1 + random.NextDouble() * 0.999999, exponent);
                var exact = MathF.Sqrt(x);

                Assert.That(VectorRoot.Of(Vector256.Create(x))[3], Is.InRange(MathF.BitDecrement(exact), MathF.BitIncrement(exact)), $"{x}");
            }
        }
    }

    [Test]
    public void Of_BothWidths_GivesTheSameBits()
    {
        var numbers = Rows.Normals(new RandomStream(7), 1600).Select(Math.Abs).ToArray();
        for (var i = 0; i < numbers.Length; i += 16)
        {
            var wide = VectorRoot.Of(Vector512.Create<float>(numbers.AsSpan(i)));

            Assert.That(wide.GetLower(), Is.EqualTo(VectorRoot.Of(Vector256.Create<float>(numbers.AsSpan(i)))));
            Assert.That(wide.GetUpper(), Is.EqualTo(VectorRoot.Of(Vector256.Create<float>(numbers.AsSpan(i + 8)))));
        }
    }

    [Test]
    public void Of_ZeroAndWhatIsNotFinite_IsZeroOrNotANumber()
    {
        Assert.That(VectorRoot.Of(Vector256<float>.Zero), Is.EqualTo(Vector256<float>.Zero));
        Assert.That(VectorRoot.Of(Vector256.Create(float.NaN))[0], Is.NaN);
        Assert.That(VectorRoot.Of(Vector256.Create(float.PositiveInfinity))[0], Is.NaN);
    }
}
