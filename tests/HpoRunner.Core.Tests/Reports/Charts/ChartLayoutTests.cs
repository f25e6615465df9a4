using NUnit.Framework;

namespace HpoRunner.Reports.Charts;

internal sealed class ChartLayoutTests
{
    private static readonly double[] Place = [0.5];

    /// <summary>The name of a lane stands in the row of the ticks: what would touch it loses its label.</summary>
    [Test]
    public void XTicks_BesideNamesOfLanes_KeepApart()
    {
        var chart = new Chart
        {
            Title = "", Subtitle = "", Description = "",
            X = new Axis(new LinearScale(0, 160), ""), Y = new Axis(new LinearScale(0, 1), ""), Marks = [],
            Lanes =
            [
                new Lane(ChartEdge.Left, "12 lower", DotShape.TriangleLeft, Paint.Faint, Place),
                new Lane(ChartEdge.Right, "12 higher", DotShape.TriangleRight, Paint.Faint, Place),
            ],
        };

        var layout = new ChartLayout(chart, ChartSize.Saved);

        var ticks = layout.XTicks.Where(tick => tick.Label.Length > 0).ToList();
        var half = chart.Lanes.Select(lane => layout.Width(lane.Label) / 2).ToList();
        Assert.That(ticks, Has.Count.GreaterThan(3));
        Assert.That(ticks[0].Pixel - (layout.Width(ticks[0].Label) / 2), Is.GreaterThan(layout.LanePixel(chart.Lanes[0]) + half[0]));
        Assert.That(ticks[^1].Pixel + (layout.Width(ticks[^1].Label) / 2), Is.LessThan(layout.LanePixel(chart.Lanes[1]) - half[1]));
    }

    /// <summary>Eight names of lines that end together, at the top or at the bottom: above are the titles, below the labels of the axis.</summary>
    [TestCase(0.97)]
    [TestCase(0)]
    public void EndLabelPixels_ManyAtAnEdge_StayBesideThePlotAndApart(double value)
    {
        var chart = new Chart
        {
            Title = "", Subtitle = "", Description = "",
            X = new Axis(new LinearScale(0, 1), "epoch"), Y = new Axis(new LinearScale(0, 1), "accuracy"), Marks = [],
            EndLabels = [.. Enumerable.Range(0, 8).Select(i => new EndLabel(value + (0.001 * i), $"line {i}", Paint.Ink))],
        };

        var layout = new ChartLayout(chart, ChartSize.Saved);
        var pixels = layout.EndLabelPixels().Order().ToList();

        Assert.That(pixels, Has.All.InRange(layout.Top - 0.5, layout.Bottom + 0.5));
        Assert.That(pixels.Zip(pixels.Skip(1), (upper, lower) => lower - upper), Has.All.GreaterThan(ChartSize.Saved.FontSize));
    }

    /// <summary>Scores at the right of a loss's rows stand beyond the arrows of what is higher than the axis.</summary>
    [Test]
    public void EndLeft_LaneOnTheRight_IsBeyondIt()
    {
        var chart = new Chart
        {
            Title = "", Subtitle = "", Description = "",
            X = new Axis(new LinearScale(0, 1), "log_loss"), Y = new Axis(new BandScale(["#1", "#2"]), ""), Marks = [], Rows = 2,
            EndLabels = [new EndLabel(0, "0.12", Paint.Ink), new EndLabel(1, "9.87", Paint.Ink)],
            Lanes = [new Lane(ChartEdge.Right, "1 higher", DotShape.TriangleRight, Paint.Series1, Place)],
        };

        var layout = new ChartLayout(chart, ChartSize.Saved);

        Assert.That(layout.EndLeft, Is.GreaterThan(layout.LanePixel(chart.Lanes[0]) + (layout.Width("1 higher") / 2)));
        Assert.That(layout.EndLeft + layout.Width(layout.EndLines[0][0], bold: true), Is.LessThanOrEqualTo(ChartSize.Saved.Width));
    }

    /// <summary>Names of configurations on a phone once left the plot a finger's width.</summary>
    [Test]
    public void Right_LongNamesOnAPhone_LeaveThePlotMoreThanHalf()
    {
        var chart = new Chart
        {
            Title = "", Subtitle = "", Description = "",
            X = new Axis(new LinearScale(0, 1), "epoch"), Y = new Axis(new LinearScale(0, 1), "accuracy"), Marks = [],
            EndLabels = [new EndLabel(0.5, "28.01 / momentum / 2000-2000 diverged", Paint.Ink)],
        };

        var phone = ChartSize.Phone(chart);
        var layout = new ChartLayout(chart, phone);

        Assert.That(layout.Right - layout.Left, Is.GreaterThan(0.5 * phone.Width));
    }
}
