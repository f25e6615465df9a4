using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Training.Optimizers;

[TestFixture]
internal sealed class GradientClippingTests
{
    // By hand: ‖(3, −4, 12)‖ = 13.
    [Test]
    public void Apply_NormAboveTheLimit_ScalesTheWholeGradient()
    {
        float[] gradients = [3, -4, 12, 0, 0, 0, 0, 0];
        GradientClipping.Apply(gradients, largestNorm: 6.5, largestValue: 0);

        Assert.That(gradients, Is.EqualTo(new[] { 1.5f, -2, 6, 0, 0, 0, 0, 0 }));
    }

    [Test]
    public void Apply_NormWithinTheLimit_ChangesNothing([Values(13, 0)] double limit)
    {
        float[] gradients = [3, -4, 12, 0, 0, 0, 0, 0];
        GradientClipping.Apply(gradients, limit, 0);

        Assert.That(gradients, Is.EqualTo(new[] { 3f, -4, 12, 0, 0, 0, 0, 0 }));
    }

    [Test]
    public void Apply_ValuesBeyondTheLimit_AreCutBeforeTheNorm()
    {
        float[] gradients = [3, -4, 12, 0.5f, 0, 0, 0, 0];
        GradientClipping.Apply(gradients, 0, 3);
        Assert.That(gradients, Is.EqualTo(new[] { 3, -3, 3, 0.5f, 0, 0, 0, 0 }));

        // By hand: (4, −4, 4, 4) has the norm 8.
        float[] both = [4, -5, 6, 7, 0, 0, 0, 0];
        GradientClipping.Apply(both, 4, 4);
        Assert.That(both, Is.EqualTo(new[] { 2f, -2, 2, 2, 0, 0, 0, 0 }));
    }

    [Test]
    public void Apply_PartOfAVector_LeavesItsNeighbours()
    {
        var all = Enumerable.Repeat(9f, 24).ToArray();
        GradientClipping.Apply(all.AsSpan(8, 8), 0, 3);

        Assert.That(all, Is.EqualTo(Enumerable.Range(0, 24).Select(i => i / 8 == 1 ? 3f : 9f)));
        Assert.That(() => GradientClipping.Apply(new float[9], 0, 3), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void Apply_GradientsThatAreNotFinite_StayVisible(float value)
    {
        float[] gradients = [1, value, 1, 1, 1, 1, 1, 1];
        GradientClipping.Apply(gradients, 1, 0);

        Assert.That(gradients[1], Is.NaN);
    }

    [Test]
    public void Apply_NotANumberAmongValues_StaysVisible()
    {
        float[] gradients = [1, float.NaN, 9, 1, 1, 1, 1, 1];
        GradientClipping.Apply(gradients, 0, 2);

        Assert.That((gradients[1], gradients[2]), Is.EqualTo((float.NaN, 2f)));
    }

    [Test]
    public void Apply_RandomGradients_LeavesTheDirection()
    {
        var gradients = Rows.Normals(new RandomStream(4), 800);
        var before = gradients.ToArray();
        GradientClipping.Apply(gradients, 0.25, 0);

        Assert.That(Math.Sqrt(gradients.Sum(g => (double)g * g)), Is.EqualTo(0.25).Within(1e-6));
        Assert.That(gradients.Select((g, i) => g / before[i]), Is.All.EqualTo(gradients[0] / before[0]).Within(1e-6));
    }
}
