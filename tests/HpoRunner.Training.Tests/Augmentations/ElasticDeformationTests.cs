using HpoRunner.Training.Datasets;
using NUnit.Framework;

namespace HpoRunner.Training.Augmentations;

[TestFixture]
internal sealed class ElasticDeformationTests : MovingContract
{
    protected override Augmentation Create(ImageShape shape) => new ElasticDeformation(shape, 0.5);

    /// <summary>
    /// A picture whose channels are its own y and x shows where each pixel came from. At the edges displacements that lead outside are
    /// cut, so the root mean square falls a little short of the 0.5 asked for.
    /// </summary>
    [Test]
    public void Apply_PictureOfItsPlaces_IsPulledSmoothlyByTheSizeAskedFor([Range(0, 4)] int seed)
    {
        var shape = new ImageShape(28, 28, 2);
        var picture = Enumerable.Range(0, 28 * 28).SelectMany(i => new float[] { i / 28, i % 28 }).ToArray();
        var pulled = Changed(shape, picture, seed).Zip(picture, (after, before) => (double)after - before).ToArray();
        var length = Math.Sqrt(pulled.Sum(value => value * value) / (28 * 28));
        var roughness = Math.Sqrt(Enumerable.Range(0, 27 * 28).Average(i => Math.Pow(pulled[2 * (i + 28)] - pulled[2 * i], 2)));
        Assert.That(length, Is.InRange(0.4, 0.5 + 1e-6));

        // A Gaussian field of deviation 4 changes by 1/(4·√2) of its size per pixel, and one direction has 1/√2 of the length.
        Assert.That(roughness, Is.LessThan(0.5 / 4));
    }
}
