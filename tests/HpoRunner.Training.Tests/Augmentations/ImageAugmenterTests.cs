using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Training.Augmentations;

[TestFixture]
internal sealed class ImageAugmenterTests
{
    private static readonly ImageShape Shape = new(4, 4, 1);

    private static readonly (string, Scalar)[] Everything =
    [
        ("augment_flip", true), ("augment_flip_vertical", true), ("augment_rotate", 20), ("augment_elastic", 0.5), ("augment_shift", 1),
        ("augment_crop", 1), ("augment_brightness", 0.2),
    ];

    [Test]
    public void Create_NothingAsked_IsNull() => Assert.That(ImageAugmenter.Create(Rows.Settings(), Shape, 1), Is.Null);

    [Test]
    public void Create_EachParameter_IsAStepOfItsOwn() =>
        Assert.That(
            AugmentationFactory.Create(Rows.Settings(Everything), Shape).Select(step => step.GetType()).Distinct().Count(),
            Is.EqualTo(AugmentationFactory.Parameters.Count));

    [Test]
    public void Apply_TwoEpochs_MeetOtherPictures()
    {
        using var input = new PaddedMatrix(8, 16);
        var augmenter = ImageAugmenter.Create(Rows.Settings(Everything), Shape, 1)!;
        var first = Picture();
        Assert.That(Picture(), Is.Not.EqualTo(first));

        float[] Picture()
        {
            Fill(input);
            augmenter.Apply(input, 8);
            return Values(input);
        }
    }

    [Test]
    public void Apply_AfterReseed_RepeatsItself()
    {
        using var input = new PaddedMatrix(8, 16);
        var augmenter = ImageAugmenter.Create(Rows.Settings(Everything), Shape, 1)!;
        var first = Picture();
        Assert.That(Picture(), Is.EqualTo(first));

        float[] Picture()
        {
            Fill(input);
            augmenter.Reseed(9);
            augmenter.Apply(input, 8);
            return Values(input);
        }
    }

    [Test]
    public void Train_Augmented_LearnsFromOtherPicturesAndValidatesOnPlainOnes()
    {
        var rows = Images(60);
        var plain = Trainer.Train(Rows.Settings(("epochs", 3)), rows, rows, ["loss"], 1, null, default);
        var shifted = Trainer.Train(Rows.Settings(("epochs", 3), ("augment_shift", 1)), rows, rows, ["loss"], 1, null, default);
        using (plain.Network)
        using (shifted.Network)
            Assert.That(shifted.Metrics[0], Is.Not.EqualTo(plain.Metrics[0]));
        Assert.That(rows.Features, Is.EqualTo(Images(60).Features), "the rows themselves stay as they are");
    }

    [Test]
    public void Train_AugmentedWithoutImages_IsRefused()
    {
        var rows = Rows.Classes(20, 16, 2);
        Assert.That(
            () => Trainer.Train(Rows.Settings(("augment_shift", 1)), rows, null, [], 1, null, default),
            Throws.ArgumentException.With.Message.Contains("no image's shape"));
    }

    [Test]
    public void Step_Augmented_AllocatesNothing()
    {
        using var loop = new TrainingLoop(Rows.Settings([.. Everything, ("batch_size", 8)]), Images(40), 1);
        using var network = loop.Finish();
        int[] rows = [.. Enumerable.Range(0, 8)];
        Assert.That(Allocation.OfRepeated(20, () => loop.Step(rows, 0.01)), Is.Zero);
    }

    [Test]
    public void GradientCheck_Augmented_Agrees()
    {
        var outcome = GradientCheck.Run(Rows.Settings([.. Everything, ("activation", "tanh"), ("hidden", "6")]), Images(12), 1, 500);
        Assert.That(outcome.Agrees, Is.True);
    }

    private static Samples Images(int count)
    {
        var rows = Rows.Classes(count, 16, 2);
        return new Samples
        {
            Features = rows.Features, RowCount = count, FeatureCount = 16, Classes = rows.Classes, ClassCount = 2, Image = Shape,
        };
    }

    private static unsafe void Fill(PaddedMatrix input)
    {
        for (var row = 0; row < 8; row++)
        {
            for (var i = 0; i < 16; i++)
                input.RowPointer(row)[i] = row + i * i % 7;
        }
    }

    private static unsafe float[] Values(PaddedMatrix input) =>
        [.. Enumerable.Range(0, 8).SelectMany(row => new ReadOnlySpan<float>(input.RowPointer(row), 16).ToArray())];
}
