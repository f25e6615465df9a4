using FsCheck;
using FsCheck.Fluent;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Training.Augmentations;

/// <summary>What holds for pictures of every size, every content and every draw.</summary>
internal sealed class AugmentationPropertyTests
{
    private const int Cases = 300;

    [Test]
    public void Flip_TwiceByTheSameDraw_IsThePicture() => Holds((picture, random) =>
    {
        var draw = random.NextBits();
        return new Augmentation[] { new HorizontalFlip(picture.Shape), new VerticalFlip(picture.Shape) }.All(flip =>
            Apply(flip, Apply(flip, picture.Pixels, draw), draw).AsSpan().SequenceEqual(picture.Pixels));
    });

    /// <summary>Every line comes from as far above as the picture was moved, the ones at the edge from the edge.</summary>
    [Test]
    public void Shift_ByAnyDistance_KeepsWhatStaysInsideAndRepeatsTheEdge() => Holds((picture, random) =>
    {
        var by = random.NextInt(31) - 15;
        int[] places = [.. Enumerable.Range(0, picture.Shape.Height)];
        Shift.Move(places, by);
        return places.Select((from, to) => from == Math.Clamp(to - by, 0, places.Length - 1)).All(isRight => isRight);
    });

    [Test]
    public void Shift_ThereAndBack_RestoresAllThatDidNotLeave() => Holds((picture, random) =>
    {
        var by = random.NextInt(31) - 15;
        int[] there = [.. Enumerable.Range(0, picture.Shape.Width)], back = [.. there];
        Shift.Move(there, by);
        Shift.Move(back, -by);
        return back.Select((from, to) => (Returned: there[from], to)).Where(place => place.to + by >= 0 && place.to + by < there.Length)
            .All(place => place.Returned == place.to);
    });

    [Test]
    public void Crop_AnyPiece_KeepsWhatLiesInThePictureAndMirrorsTheRest() => Holds((picture, random) =>
    {
        var (length, first) = (picture.Shape.Width, random.NextInt(31) - 15);
        int[] places = [.. Enumerable.Range(0, length)];
        PaddedCrop.Cut(places, first);
        return places.Select((from, to) => (from, at: to + first)).All(place =>
            place.from >= 0 && place.from < length
            && (place.at < 0 || place.at >= length || place.from == place.at)
            && (place.at >= 0 || -place.at >= length || place.from == -place.at));
    });

    [Test]
    public void Rearrangement_AnyPicture_HoldsNoValueThatWasNotThere() => Holds((picture, random) =>
    {
        var (shape, draw) = (picture.Shape, random.NextBits());
        Augmentation[] rearrangements = [new HorizontalFlip(shape), new VerticalFlip(shape), new Shift(shape, 3), new PaddedCrop(shape, 3)];
        return rearrangements.All(step => Apply(step, picture.Pixels, draw).ToHashSet().IsSubsetOf(picture.Pixels));
    });

    [Test]
    public void Flip_AnyPicture_HoldsEachValueAsOften() => Holds((picture, random) =>
        Apply(new HorizontalFlip(picture.Shape), picture.Pixels, random.NextBits()).Order().SequenceEqual(picture.Pixels.Order()));

    [Test]
    public void Rotation_FourQuarters_IsThePicture() => Holds((picture, _) =>
    {
        var side = picture.Shape.Height;
        var shape = new ImageShape(side, side, 1);
        float[] pixels = [.. Enumerable.Range(0, side * side).Select(i => picture.Pixels[i % picture.Pixels.Length])];
        var turned = pixels;
        for (var quarter = 0; quarter < 4; quarter++)
        {
            var next = new float[pixels.Length];
            new Rotation(shape, 180).Turn(turned, next, 90);
            turned = next;
        }
        return turned.Zip(pixels).All(pair => Math.Abs(pair.First - pair.Second) < 1e-4);
    });

    /// <summary>
    /// Weights of neighbours are a convex combination: nothing gets brighter than the brightest pixel, and one colour stays.
    /// </summary>
    [Test]
    public void Interpolation_AnyPicture_StaysWithinItsValues() => Holds((picture, random) =>
    {
        var (shape, draw) = (picture.Shape, random.NextBits());
        var (low, high) = (picture.Pixels.Min() - 1e-5f, picture.Pixels.Max() + 1e-5f);
        float[] grey = [.. picture.Pixels.Select(_ => 0.25f)];
        return new Augmentation[] { new Rotation(shape, 180), new ElasticDeformation(shape, 2) }.All(step =>
            Apply(step, picture.Pixels, draw).All(value => value >= low && value <= high) && Apply(step, grey, draw).SequenceEqual(grey));
    });

    [Test]
    public void Brightness_AnyPicture_AddsOneNumberWithinItsSize() => Holds((picture, random) =>
    {
        var added = Apply(new Brightness(picture.Shape, 0.5), picture.Pixels, random.NextBits())
            .Zip(picture.Pixels, (after, before) => after - before).ToList();
        return added.All(value => Math.Abs(value - added[0]) < 1e-5 && Math.Abs(value) <= 0.5 + 1e-5);
    });

    [Test]
    public void Everything_SameSeed_GivesTheSamePicture() => Holds((picture, random) =>
    {
        var (shape, draw) = (picture.Shape, random.NextBits());
        var settings = Rows.Settings(
            ("augment_flip", true), ("augment_flip_vertical", true), ("augment_rotate", 45), ("augment_elastic", 1), ("augment_shift", 2),
            ("augment_crop", 2),
            ("augment_brightness", 0.5));
        return AugmentationFactory.Create(settings, shape)
            .All(step => Apply(step, picture.Pixels, draw).SequenceEqual(Apply(step, picture.Pixels, draw)));
    });

    private static float[] Apply(Augmentation augmentation, float[] picture, ulong draw)
    {
        var to = new float[picture.Length];
        augmentation.Apply(picture, to, new RandomStream(draw));
        return to;
    }

    /// <summary>Pictures of up to 12 × 12 pixels with up to three channels, and a stream for what else the property needs.</summary>
    private static void Holds(Func<(ImageShape Shape, float[] Pixels), RandomStream, bool> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases), Prop.ForAll<int>(seed =>
        {
            var random = new RandomStream((ulong)seed);
            var shape = new ImageShape(1 + random.NextInt(12), 1 + random.NextInt(12), 1 + random.NextInt(3));
            float[] pixels = [.. Enumerable.Range(0, (int)shape.ValueCount).Select(_ => (float)random.NextNormal())];
            return property((shape, pixels), random);
        }));
}
