using HpoRunner.Training.Datasets;
using NUnit.Framework;

namespace HpoRunner.Training.Augmentations;

/// <summary>Augmentations that only move pixels: nothing new comes into a picture.</summary>
internal abstract class MovingContract : AugmentationContract
{
    [Test]
    public void Apply_AnyPicture_StaysWithinItsValues([Range(0, 9)] int seed)
    {
        var shape = new ImageShape(7, 6, 1);
        var picture = Picture(shape, 8);
        Assert.That(Changed(shape, picture, seed), Is.All.InRange(picture.Min(), picture.Max()));
    }
}
