using NUnit.Framework;

namespace HpoRunner.Training.Augmentations;

[TestFixture]
internal sealed class BilinearTests
{
    [TestCase(0.25, 1.5, 3.75f)]
    [TestCase(2.75, 2.1, 6f)]
    [TestCase(-1, 9, 8f)]
    public void Sample_AnyPlace_IsScipys(double y, double x, float expected)
    {
        var pixel = new float[1];
        Bilinear.Sample(Square.Pixels, Square.Shape, y, x, pixel);
        Assert.That(pixel[0], Is.EqualTo(expected).Within(1e-6f));
    }
}
