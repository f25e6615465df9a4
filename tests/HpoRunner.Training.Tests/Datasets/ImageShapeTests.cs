using NUnit.Framework;

namespace HpoRunner.Training.Datasets;

[TestFixture]
internal sealed class ImageShapeTests
{
    [TestCase("8x8", 8, 8, 1)]
    [TestCase("28x20x3", 28, 20, 3)]
    public void Parse_HeightWidthChannels_AreRead(string text, int height, int width, int channels) =>
        Assert.That(ImageShape.Parse(text), Is.EqualTo(new ImageShape(height, width, channels)));

    [TestCase("8")]
    [TestCase("8x8x1x1")]
    [TestCase("0x8")]
    [TestCase("8x-8")]
    [TestCase("8 x 8")]
    [TestCase("8X8")]
    [TestCase("")]
    [TestCase("99999999999x1")]
    public void Parse_AnythingElse_IsNull(string text) => Assert.That(ImageShape.Parse(text), Is.Null);
}
