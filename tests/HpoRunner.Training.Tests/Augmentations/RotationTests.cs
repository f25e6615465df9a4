using HpoRunner.Training.Datasets;
using NUnit.Framework;

namespace HpoRunner.Training.Augmentations;

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
