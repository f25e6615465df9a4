using HpoRunner.Reports.Charts;
using NUnit.Framework;

namespace HpoRunner.Reports.RunCharts;

internal sealed class PairChartTests
{
    /// <summary>Trials with the same two choices stand in one cell: were they spread alike in both directions, they would stand in a row.</summary>
    [Test]
    public void Create_TwoChoices_SpreadsDotsOverTheirCell()
    {
        var chart = PairChart.Create(new Standings(SampleReports.Digits(400))).Single(chart => chart is
            { X.Scale: BandScale, Y.Scale: BandScale });
        var dots = chart.Marks.OfType<Dots>().SelectMany(mark => mark.Points)
            .Select(point => (X: point.X - Math.Round(point.X), Y: point.Y - Math.Round(point.Y))).ToList();

        Assert.That(dots, Has.Count.GreaterThan(300));
        Assert.That(dots.Max(dot => Math.Max(Math.Abs(dot.X), Math.Abs(dot.Y))), Is.LessThanOrEqualTo(0.3));
        // Nine parts of the cell have about as many dots each.
        var parts = dots.GroupBy(dot => ((int)((dot.X + 0.3) * 5), (int)((dot.Y + 0.3) * 5))).Select(part => part.Count()).ToList();
        Assert.That(parts, Has.Count.EqualTo(9).And.All.GreaterThan(dots.Count / 9 / 2));
    }
}
