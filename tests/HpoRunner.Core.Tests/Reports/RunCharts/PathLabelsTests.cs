using HpoRunner.Reports.Charts;
using NUnit.Framework;

namespace HpoRunner.Reports.RunCharts;

/// <summary>On a plot from (0, 0) to (1, 1), where places and shares are the same.</summary>
internal sealed class PathLabelsTests
{
    private readonly PathLabels _labels = new(new(0, 0), new(1, 1));

    [Test]
    public void Trace_PathThatLeavesThePlot_EndsAtItsBorder()
    {
        var trace = _labels.Trace([new(0.5, 0.5), new(1e9, 0.5)]);

        Assert.That(trace.Select(point => point.X), Is.Ordered.And.All.InRange(0.5, 1));
        Assert.That(trace[^1].X, Is.EqualTo(1).Within(0.01));
        Assert.That(trace, Has.Count.EqualTo(100).Within(1));
    }

    [Test]
    public void Trace_SegmentAcrossThePlot_IsThereBetweenItsPoints()
    {
        var trace = _labels.Trace([new(-1, 0.25), new(2, 0.25), new(3, 5)]);

        Assert.That((trace[0].X, trace[0].Y), Is.EqualTo((0.0, 0.25)));
        Assert.That(trace[^1].X, Is.EqualTo(1).Within(0.01));
    }

    [Test]
    public void Trace_PathBesideThePlot_IsEmpty() => Assert.That(_labels.Trace([new(-1, 0.5), new(0.5, 2)]), Is.Empty);

    [Test]
    public void Place_LongLine_PutsTheNameBesideIt()
    {
        var line = _labels.Trace([new(0.05, 0.5), new(0.95, 0.5)]);

        Assert.That(_labels.Place(line, line, "sgd", Paint.Series1).MoveY, Is.Not.Zero);
    }

    [Test]
    public void Place_TwoPathsAlike_PutsTheirNamesApart()
    {
        var line = _labels.Trace([new(0.2, 0.5), new(0.8, 0.5)]);

        var (first, second) = (_labels.Place(line, line, "sgd", Paint.Series1), _labels.Place(line, line, "adam", Paint.Series2));

        // 13 pixels above or below, or elsewhere along the line by the width of the longer name.
        Assert.That(first.MoveY != second.MoveY || Math.Abs(first.At.X - second.At.X) > 0.09);
    }

    [Test]
    public void Reserve_LineAboveAPoint_TakesTheOtherSide()
    {
        Assert.That(_labels.Reserve(new(0.5, 0.5), "lowest", _labels.Trace([new(0.4, 0.54), new(0.6, 0.54)])), Is.EqualTo(-1));
        Assert.That(_labels.Reserve(new(0.5, 0.5), "lowest", _labels.Trace([new(0.4, 0.46), new(0.6, 0.46)])), Is.EqualTo(1));
    }
}
