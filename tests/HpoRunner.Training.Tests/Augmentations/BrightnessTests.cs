using HpoRunner.Training.Datasets;
using NUnit.Framework;

namespace HpoRunner.Training.Augmentations;

[TestFixture]
internal sealed class BrightnessTests : AugmentationContract
{
    protected override Augmentation Create(ImageShape shape) => new Brightness(shape, 0.5);

    protected override float[] Halved(float[] changed, float[] picture) =>
        [.. changed.Select((value, i) => value - picture[i] / 2)];

    [Test]
    public void Apply_AnyPicture_AddsOneNumberWithinTheLimit([Range(0, 9)] int seed)
    {
        var added = Changed(Square.Shape, Square.Pixels, seed).Zip(Square.Pixels, (after, before) => after - before).ToList();
        Assert.That(added, Is.All.EqualTo(added[0]).Within(1e-6f));
        Assert.That(added[0], Is.InRange(-0.5f, 0.5f));
    }
}
