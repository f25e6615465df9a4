using HpoRunner.Training.Datasets;
using NUnit.Framework;

namespace HpoRunner.Training.Augmentations;

[TestFixture]
internal sealed class VerticalFlipTests : MovingContract
{
    protected override Augmentation Create(ImageShape shape) => new VerticalFlip(shape);

    [Test]
    public void Apply_OneOfTwo_TurnsUpsideDownOrNothing()
    {
        float[] turned = [4, 3, 8, 5, 2, 6, 1, 0, 3, 5, 7, 9, 1, 2, 4, 8];
        var pictures = Enumerable.Range(0, 200).Select(seed => Changed(Square.Shape, Square.Pixels, seed)).ToList();
        Assert.That(pictures, Is.All.EqualTo(turned).Or.EqualTo(Square.Pixels));
        Assert.That(pictures.Count(picture => picture[0] == 4), Is.InRange(65, 135));
    }
}
