using HpoRunner.Training.Datasets;
using NUnit.Framework;

namespace HpoRunner.Training.Augmentations;

[TestFixture]
internal sealed class HorizontalFlipTests : MovingContract
{
    protected override Augmentation Create(ImageShape shape) => new HorizontalFlip(shape);

    [Test]
    public void Apply_OneOfTwo_MirrorsEachLineOrNothing()
    {
        float[] mirrored = [8, 4, 2, 1, 9, 7, 5, 3, 0, 1, 6, 2, 5, 8, 3, 4];
        var pictures = Enumerable.Range(0, 200).Select(seed => Changed(Square.Shape, Square.Pixels, seed)).ToList();
        Assert.That(pictures, Is.All.EqualTo(mirrored).Or.EqualTo(Square.Pixels));

        // Binomial(200, 1/2) lies within 100 ± 35 but for one time in a million.
        Assert.That(pictures.Count(picture => picture[0] == 8), Is.InRange(65, 135));
    }

    [Test]
    public void Apply_Channels_StayWithTheirPixel()
    {
        float[] pixels = [1, 2, 3, 4, 5, 6];
        var pictures = Enumerable.Range(0, 20).Select(seed => Changed(new ImageShape(1, 2, 3), pixels, seed)).ToList();
        Assert.That(pictures, Has.Some.EqualTo(new float[] { 4, 5, 6, 1, 2, 3 }));
    }
}
