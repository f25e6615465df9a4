using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Training.Augmentations;

/// <summary>
/// Numbers by numpy 1.24.2 and scipy 1.10.1:
/// <code>
/// a = np.array([[1,2,4,8],[3,5,7,9],[2,6,1,0],[4,3,8,5]], float)
/// def rot(deg):
///     t = np.deg2rad(deg); m = 1.5; y, x = np.mgrid[0:4,0:4]-m
///     return ndimage.map_coordinates(a, [m+y*np.cos(t)+x*np.sin(t), m-y*np.sin(t)+x*np.cos(t)], order=1, mode='nearest')
/// print(rot(30), np.rot90(a), ndimage.shift(a, (1,-2), order=0, mode='nearest'))
/// p = np.pad(a, 2, mode='reflect'); print(p[1:5,4:8], p[0:4,1:5])
/// print(ndimage.map_coordinates(a, [[0.25,2.75,-1],[1.5,2.1,9]], order=1, mode='nearest'))
/// </code>
/// </summary>
internal static class Square
{
    public static readonly ImageShape Shape = new(4, 4, 1);
    public static readonly float[] Pixels = [1, 2, 4, 8, 3, 5, 7, 9, 2, 6, 1, 0, 4, 3, 8, 5];

    public static IEnumerable<float> From(int[] lines, int[] columns) => from line in lines from column in columns select Pixels[4 * line + column];
}

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

[TestFixture]
internal sealed class RotationTests : MovingContract
{
    protected override Augmentation Create(ImageShape shape) => new Rotation(shape, 30);

    [Test]
    public void Turn_ThirtyDegrees_IsScipys()
    {
        float[] expected =
        [
            1.95096189f, 3.6339746f, 7.46891109f, 8.95096189f, 2.22788568f, 5.08493649f, 5.29006351f, 1.64711432f,
            2.8169873f, 5.0669873f, 3.28589838f, 4.48205081f, 2.09807621f, 3.49583488f, 3.91506351f, 7.85288568f,
        ];
        Assert.That(Turned(30), Is.EqualTo(expected).Within(1e-6f));
    }

    /// <summary>A quarter turn counter-clockwise is numpy's rot90.</summary>
    [Test]
    public void Turn_QuarterTurn_IsExact() =>
        Assert.That(Turned(90), Is.EqualTo(new float[] { 8, 9, 0, 5, 4, 7, 1, 8, 2, 5, 6, 3, 1, 3, 2, 4 }).Within(1e-5f));

    [Test]
    public void Turn_NotAtAll_ChangesNothing() => Assert.That(Turned(0), Is.EqualTo(Square.Pixels));

    private static float[] Turned(double angle)
    {
        var to = new float[16];
        new Rotation(Square.Shape, 180).Turn(Square.Pixels, to, angle);
        return to;
    }
}

[TestFixture]
internal sealed class ShiftTests : MovingContract
{
    protected override Augmentation Create(ImageShape shape) => new Shift(shape, 2);

    [Test]
    public void Move_DownAndLeft_IsScipys()
    {
        int[] lines = [0, 1, 2, 3], columns = [0, 1, 2, 3];
        Shift.Move(lines, 1);
        Shift.Move(columns, -2);
        Assert.That(Square.From(lines, columns), Is.EqualTo(new float[] { 4, 8, 8, 8, 4, 8, 8, 8, 7, 9, 9, 9, 1, 0, 0, 0 }));
    }

    /// <summary>25 moves, each expected 40 times in 1,000; a Poisson number of mean 40 is within 15 to 75 but for one time in 10⁵.</summary>
    [Test]
    public void Apply_ManyTimes_MakesEachMoveAboutAsOften()
    {
        float[] dot = [.. Enumerable.Range(0, 81).Select(place => place == 40 ? 1f : 0f)];
        var places = Enumerable.Range(0, 1000).Select(seed => Array.IndexOf(Changed(new ImageShape(9, 9, 1), dot, seed), 1f)).ToList();
        var counts = places.GroupBy(place => place).ToDictionary(group => group.Key, group => group.Count());
        var expected = from down in Enumerable.Range(-2, 5) from right in Enumerable.Range(-2, 5) select 40 + 9 * down + right;
        Assert.That(counts.Keys, Is.EquivalentTo(expected));
        Assert.That(counts.Values, Is.All.InRange(15, 75));
    }
}

[TestFixture]
internal sealed class PaddedCropTests : MovingContract
{
    protected override Augmentation Create(ImageShape shape) => new PaddedCrop(shape, 3);

    [TestCase(-1, 2, new float[] { 7, 9, 7, 5, 4, 8, 4, 2, 7, 9, 7, 5, 1, 0, 1, 6 })]
    [TestCase(-2, -1, new float[] { 6, 2, 6, 1, 5, 3, 5, 7, 2, 1, 2, 4, 5, 3, 5, 7 })]
    [TestCase(0, 0, new float[] { 1, 2, 4, 8, 3, 5, 7, 9, 2, 6, 1, 0, 4, 3, 8, 5 })]
    public void Cut_AtAPlace_IsNumpysReflection(int top, int left, float[] expected)
    {
        int[] lines = [0, 1, 2, 3], columns = [0, 1, 2, 3];
        PaddedCrop.Cut(lines, top);
        PaddedCrop.Cut(columns, left);
        Assert.That(Square.From(lines, columns), Is.EqualTo(expected));
    }
}

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
