using NUnit.Framework;

namespace HpoRunner.Training.Surfaces;

/// <summary>What every surface promises; each is tested by inheriting this.</summary>
internal abstract class SurfaceContract
{
    private const double Step = 1e-5;

    protected abstract string Name { get; }

    protected Surface Surface => SurfaceFactory.Create(Name, SurfaceFactory.DefaultCondition(Name) ?? 1);

    /// <summary>On a lattice that avoids round numbers, over the window.</summary>
    private IEnumerable<SurfacePoint> Points()
    {
        var (low, high) = Surface.Window;
        for (var i = 0; i < 9; i++)
        {
            for (var j = 0; j < 9; j++)
                yield return new(low.X + ((high.X - low.X) * (i + 0.37) / 9), low.Y + ((high.Y - low.Y) * (j + 0.41) / 9));
        }
    }

    [Test]
    public void Gradient_Anywhere_IsTheCentralDifferenceOfTheValue()
    {
        foreach (var at in Points())
        {
            var gradient = Surface.Gradient(at);
            var across = (Surface.Value(at with { X = at.X + Step }) - Surface.Value(at with { X = at.X - Step })) / (2 * Step);
            var up = (Surface.Value(at with { Y = at.Y + Step }) - Surface.Value(at with { Y = at.Y - Step })) / (2 * Step);
            Assert.That(gradient.X, Is.EqualTo(across).Within(1e-6 * (1 + Math.Abs(across))), $"x at {at}");
            Assert.That(gradient.Y, Is.EqualTo(up).Within(1e-6 * (1 + Math.Abs(up))), $"y at {at}");
        }
    }

    [Test]
    public void Hessian_Anywhere_IsTheCentralDifferenceOfTheGradient()
    {
        foreach (var at in Points())
        {
            var hessian = Surface.Hessian(at);
            var (right, left) = (Surface.Gradient(at with { X = at.X + Step }), Surface.Gradient(at with { X = at.X - Step }));
            var (above, below) = (Surface.Gradient(at with { Y = at.Y + Step }), Surface.Gradient(at with { Y = at.Y - Step }));
            AssertNear(hessian.XX, (right.X - left.X) / (2 * Step), at);
            AssertNear(hessian.XY, (right.Y - left.Y) / (2 * Step), at);
            AssertNear(hessian.XY, (above.X - below.X) / (2 * Step), at);
            AssertNear(hessian.YY, (above.Y - below.Y) / (2 * Step), at);
        }
    }

    [Test]
    public void Minima_EachOne_AreZeroWithoutSlopeAndBowlShaped()
    {
        foreach (var minimum in Surface.Minima)
        {
            Assert.That(Surface.Value(minimum), Is.EqualTo(0).Within(1e-15));
            Assert.That(Surface.Gradient(minimum).DistanceTo(default), Is.EqualTo(0).Within(1e-12));
            var hessian = Surface.Hessian(minimum);
            Assert.That(hessian.XX, Is.Positive);
            Assert.That((hessian.XX * hessian.YY) - (hessian.XY * hessian.XY), Is.Positive);
        }
    }

    [Test]
    public void Value_AnywhereElse_IsAboveZero() =>
        Assert.That(Points().Select(Surface.Value), Has.All.Positive);

    [Test]
    public void Traps_EachOne_HaveNoSlopeAndAreNotLowest()
    {
        foreach (var (at, what) in Surface.Traps)
        {
            Assert.That(Surface.Gradient(at).DistanceTo(default), Is.EqualTo(0).Within(1e-12), what);
            Assert.That(Surface.Value(at), Is.Positive, what);
            var hessian = Surface.Hessian(at);
            Assert.That((hessian.XX * hessian.YY) - (hessian.XY * hessian.XY), what == "saddle" ? Is.Negative : Is.Positive, what);
        }
    }

    [Test]
    public void Window_HoldsTheStartTheMinimaAndTheTraps()
    {
        var (low, high) = Surface.Window;
        var shown = Surface.Minima.Concat(Surface.Traps.Select(trap => trap.At)).Append(Surface.Start);
        Assert.That(shown.All(at => at.X > low.X && at.X < high.X && at.Y > low.Y && at.Y < high.Y));
    }

    private static void AssertNear(double value, double difference, SurfacePoint at) =>
        Assert.That(value, Is.EqualTo(difference).Within(1e-6 * (1 + Math.Abs(difference))), at.ToString());
}
