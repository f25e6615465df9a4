using NUnit.Framework;

namespace HpoRunner.Reports.Charts;

internal sealed class ContourLinesTests
{
    [Test]
    public void At_Circle_IsOneClosedRingOfItsRadius()
    {
        var lines = new ContourLines((x, y) => (x * x) + (y * y), new(-2, -2), new(2, 2), (40, 40)).At(1);
        Assert.That(lines, Has.Count.EqualTo(1));
        Assert.That(lines[0][0], Is.EqualTo(lines[0][^1]));
        // Within a cell of a tenth the chord of a parabola is off by at most (0.1)²/4.
        Assert.That(lines[0].Select(point => (point.X * point.X) + (point.Y * point.Y)), Has.All.EqualTo(1).Within(0.0026));
    }

    /// <summary>By hand: x = 0.3 lies three tenths into the cell that begins at 0; the line runs over all three rows.</summary>
    [Test]
    public void At_Plane_IsOneStraightLineFromEdgeToEdge()
    {
        var lines = new ContourLines((x, _) => x, new(-1, 0), new(1, 3), (2, 3)).At(0.3);
        Assert.That(lines, Has.Count.EqualTo(1));
        Assert.That(lines[0].Select(point => point.X), Has.All.EqualTo(0.3).Within(1e-12));
        Assert.That(lines[0].Select(point => point.Y).Order(), Is.EqualTo(new[] { 0.0, 1, 2, 3 }));
    }

    /// <summary>xy around the middle cell: at ±0.1 two branches, never a crossing.</summary>
    [TestCase(0.1)]
    [TestCase(-0.1)]
    public void At_Saddle_IsTwoBranches(double level)
    {
        var lines = new ContourLines((x, y) => x * y, new(-1, -1), new(1, 1), (5, 5)).At(level);
        Assert.That(lines, Has.Count.EqualTo(2));
        foreach (var line in lines)
            Assert.That(line.Select(point => Math.Sign(point.X)).Distinct().Count(), Is.EqualTo(1), "a branch stays on its side");
    }

    [Test]
    public void At_LevelOutside_IsNothing() =>
        Assert.That(new ContourLines((x, y) => x + y, new(0, 0), new(1, 1), (4, 4)).At(5), Is.Empty);

    [Test]
    public void At_CornersThatAreNotFinite_AreLeftOut()
    {
        var contours = new ContourLines((x, y) => x > 0.5 ? double.PositiveInfinity : y, new(0, 0), new(1, 1), (4, 4));
        Assert.That(contours.At(0.4)[0].Max(point => point.X), Is.EqualTo(0.5));
        Assert.That(contours.Values, Has.All.InRange(0, 1));
    }
}
