using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Training.Augmentations;

/// <summary>What every augmentation keeps.</summary>
internal abstract class AugmentationContract
{
    private static readonly ImageShape[] Shapes = [new(1, 1, 1), new(1, 7, 1), new(8, 8, 1), new(5, 9, 3), new(28, 28, 1)];

    protected abstract Augmentation Create(ImageShape shape);

    [Test]
    public void Apply_SameStream_GivesTheSamePicture([ValueSource(nameof(Shapes))] ImageShape shape)
    {
        var picture = Picture(shape, 1);
        var first = Changed(shape, picture, 5);
        Assert.That(Changed(shape, picture, 5), Is.EqualTo(first));
    }

    [Test]
    public void Apply_OtherDraws_GiveOtherPictures()
    {
        var shape = new ImageShape(8, 8, 1);
        var picture = Picture(shape, 1);
        Assert.That(
            Enumerable.Range(0, 20).Select(seed => string.Join(' ', Changed(shape, picture, seed))).Distinct().Count(),
            Is.GreaterThan(1));
    }

    /// <summary>Two pictures after another meet the same draws, whatever the first one shows.</summary>
    [Test]
    public void Apply_ToAnyPicture_TakesTheSameDraws([ValueSource(nameof(Shapes))] ImageShape shape)
    {
        Assert.That(DrawBehind(new float[shape.ValueCount]), Is.EqualTo(DrawBehind(Picture(shape, 3))));

        ulong DrawBehind(float[] picture)
        {
            var random = new RandomStream(11);
            Create(shape).Apply(picture, new float[picture.Length], random);
            return random.NextBits();
        }
    }

    /// <summary>Grey stays grey: what happens to one channel of a pixel happens to all.</summary>
    [Test]
    public void Apply_EqualChannels_StayEqual([Range(0, 9)] int seed)
    {
        var grey = Picture(new ImageShape(6, 5, 1), 4);
        var changed = Changed(new ImageShape(6, 5, 3), [.. grey.SelectMany(value => Enumerable.Repeat(value, 3))], seed);
        Assert.That(changed.Chunk(3), Is.All.Matches<float[]>(pixel => pixel[0].Equals(pixel[1]) && pixel[1].Equals(pixel[2])));
        Assert.That(changed.Chunk(3).Select(pixel => pixel[0]), Is.EqualTo(Changed(new ImageShape(6, 5, 1), grey, seed)));
    }

    /// <summary>Scaling before or after makes no difference but rounding, which is why scaled pixels may be augmented.</summary>
    [Test]
    public void Apply_ScaledPicture_IsTheScaledResult([Range(0, 9)] int seed)
    {
        var shape = new ImageShape(8, 8, 1);
        var picture = Picture(shape, 2);
        var before = Changed(shape, [.. picture.Select(value => value / 2)], seed);
        var after = Changed(shape, picture, seed);
        Assert.That(before, Is.EqualTo(Halved(after, picture)).Within(1e-5f));
    }

    [Test]
    public void Apply_Repeated_AllocatesNothing()
    {
        var shape = new ImageShape(8, 8, 1);
        var (augmentation, from, to, random) = (Create(shape), Picture(shape, 1), new float[64], new RandomStream(1));
        Assert.That(Allocation.OfRepeated(50, () => augmentation.Apply(from, to, random)), Is.Zero);
    }

    /// <summary>What half a picture becomes, from what the picture became. An offset would not shrink with it.</summary>
    protected virtual float[] Halved(float[] changed, float[] picture) => [.. changed.Select(value => value / 2)];

    protected float[] Changed(ImageShape shape, float[] picture, int seed)
    {
        var to = new float[picture.Length];
        Create(shape).Apply(picture, to, new RandomStream((ulong)seed));
        return to;
    }

    protected static float[] Picture(ImageShape shape, ulong seed)
    {
        var random = new RandomStream(seed);
        return [.. Enumerable.Range(0, (int)shape.ValueCount).Select(_ => random.NextInt(17) - 8f)];
    }
}
