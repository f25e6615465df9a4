using HpoRunner.Training.Datasets;
using NUnit.Framework;

namespace HpoRunner.Training.Augmentations;

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
