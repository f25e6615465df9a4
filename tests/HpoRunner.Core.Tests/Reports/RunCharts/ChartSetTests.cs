using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using HpoRunner.Reports.Charts;
using HpoRunner.Training;
using NUnit.Framework;

namespace HpoRunner.Reports.RunCharts;

internal sealed class ChartSetTests
{
    private static readonly Func<ReportModel>[] Runs =
    [
        () => SampleReports.Digits(), () =>
            SampleReports.Digits(1), () =>
            SampleReports.Digits(2), () => SampleReports.Digits(700, 10), () => SampleReports.Diabetes(), SampleReports.NothingCompleted, SampleReports.Grid,
        AllEqual, NotFinite, LongNames, () => SampleReports.NothingCompleted() with { Trials = [], Attempts = [], Parameters = [] },
    ];

    [TestCase("progress")]
    [TestCase("best-over-time")]
    [TestCase("top-20")]
    [TestCase("importance")]
    [TestCase("slice-learning-rate")]
    [TestCase("slice-init")]
    [TestCase("pair-learning-rate-init")]
    [TestCase("parallel-coordinates")]
    [TestCase("learning-curves")]
    [TestCase("all-curves")]
    [TestCase("confusion")]
    [TestCase("finalists")]
    [TestCase("score-by-rank")]
    [TestCase("distribution")]
    [TestCase("workers")]
    public void RenderFile_SmallRun_IsTheApprovedPicture(string what) =>
        Approved.Check($"{what}.approved.svg", SvgRenderer.RenderFile(Chart(SampleReports.Digits(12, 3), what)));

    [Test]
    public void RenderFile_Predictions_AreTheApprovedPicture() =>
        Approved.Check("predicted.approved.svg", SvgRenderer.RenderFile(Chart(SampleReports.Diabetes(), "predicted-against-true")));

    [Test]
    public void RenderFile_Residuals_AreTheApprovedPicture() =>
        Approved.Check("residuals.approved.svg", SvgRenderer.RenderFile(Chart(SampleReports.Diabetes(), "residuals")));

    [Test]
    public void RenderFile_Grid_IsTheApprovedHeatMap() =>
        Approved.Check("heat-map.approved.svg", SvgRenderer.RenderFile(Chart(SampleReports.Grid(), "pair-learning-rate-batch-size")));

    /// <summary>Who cannot see a picture has its description and the numbers behind it.</summary>
    [Test]
    public void Create_EveryChartOfEveryRun_HasATableWithEvenRows()
    {
        foreach (var (name, chart) in Runs.SelectMany(run => ChartSet.Create(run())).Select(named => (named.FileName, named.Chart)))
        {
            Assert.That(chart.Description, Is.Not.Empty, name);
            Assert.That(chart.Table.Rows.Count + chart.Table.Note.Length, Is.GreaterThan(0), name);
            Assert.That(chart.Table.Rows.Select(row => row.Count), Has.All.EqualTo(chart.Table.Heads.Count), name);
        }
    }

    /// <summary>Saved files are XML, carry literal colours, draw finite numbers only, and say in words what they show.</summary>
    [Test]
    public void RenderFile_EveryChartOfEveryRun_IsSoundSvg()
    {
        foreach (var named in Runs.SelectMany(run => ChartSet.Create(run())))
        {
            var svg = SvgRenderer.RenderFile(named.Chart);
            var root = XDocument.Parse(svg).Root!;
            Assert.Multiple(() =>
            {
                Assert.That((string?)root.Attribute("viewBox"), Is.EqualTo("0 0 1600 900"), named.FileName);
                Assert.That((string?)root.Attribute("role"), Is.EqualTo("img"), named.FileName);
                Assert.That(root.Elements().Select(element => element.Name.LocalName), Has.Some.EqualTo("desc"), named.FileName);
                Assert.That(svg, Does.Not.Contain("var(").And.Not.Contain("class=").And.Not.Contain("dominant-baseline").And.Not.Contain("url("),
                    named.FileName);
                Assert.That(root.Descendants().Attributes().Where(attribute => attribute.Name != "aria-label")
                    .Select(attribute => attribute.Value), Has.None.Matches("NaN|Infinity|∞"), named.FileName);
            });
        }
    }

    /// <summary>By the width table, no text leaves the picture, and labels of one axis keep apart.</summary>
    [Test]
    public void RenderFile_EveryChartOfEveryRun_KeepsTextInside()
    {
        foreach (var named in Runs.SelectMany(run => ChartSet.Create(run())))
        {
            foreach (var text in XDocument.Parse(SvgRenderer.RenderFile(named.Chart)).Descendants()
                .Where(element => element.Name.LocalName == "text"))
            {
                var size = double.Parse((string?)text.Attribute("font-size") ?? "23", CultureInfo.InvariantCulture);
                var width = TextWidth.Of(text.Value, text.Attribute("font-weight") is not null) * size;
                var x = double.Parse((string)text.Attribute("x")!, CultureInfo.InvariantCulture);
                var left = (string?)text.Attribute("text-anchor") switch { "end" => x - width, "middle" => x - (width / 2), _ => x };
                Assert.That(left, Is.GreaterThanOrEqualTo(0), $"{named.FileName}: {text.Value}");
                Assert.That(left + width, Is.LessThanOrEqualTo(1600), $"{named.FileName}: {text.Value}");
            }
        }
    }

    [Test]
    public void Layout_EveryChartAndSize_KeepsTickLabelsApart()
    {
        foreach (var chart in Runs.SelectMany(run => ChartSet.Create(run())).Select(named => named.Chart))
        {
            foreach (var size in new[] { ChartSize.Saved, ChartSize.Desk(chart), ChartSize.Phone(chart) })
            {
                var layout = new ChartLayout(chart, size);
                var labelled = layout.XTicks.Where(tick => tick.Label.Length > 0).ToList();
                Assert.That(labelled.Zip(labelled.Skip(1))
                    .Select(pair => pair.Second.Pixel - pair.First.Pixel - ((layout.Width(pair.First.Label)
                    + layout.Width(pair.Second.Label)) / 2)), Has.All.GreaterThan(0), chart.Title);
                Assert.That(labelled.Select(tick => tick.Label), Is.Unique, chart.Title);
            }
        }
    }

    /// <summary>Ten thousand dots of one colour are one element, of a page and of a saved chart; about twelve bytes each.</summary>
    [Test]
    public void Render_TenThousandTrials_DrawsDotsInFewPaths()
    {
        var chart = ChartSet.Create(SampleReports.Digits(10_000))[0].Chart;
        var (page, file) = (SvgRenderer.Render(chart, ChartSize.Desk(chart), SvgStyle.Inline), SvgRenderer.RenderFile(chart));
        Assert.That(Regex.Count(page, "<path"), Is.LessThan(12));
        Assert.That(Regex.Count(file, "<path"), Is.LessThan(12));
        Assert.That(file, Does.Contain("<path data-mark=\"dots\" d=\"M"), "what makes pictures takes them out");
        Assert.That(Regex.Count(file, @"M[\d.]+,[\d.]+h0"), Is.EqualTo(Regex.Count(page, @"M[\d.]+,[\d.]+h0")));
        Assert.That(file, Has.Length.LessThan(160 * 1024));
    }

    [Test]
    public void Create_TrialsWithoutPlace_AreCountedInLanes()
    {
        var model = SampleReports.Digits();
        var progress = ChartSet.Create(model)[0].Chart;
        var drawn = progress.Marks.OfType<Dots>().First(dots => dots.Paint == Paint.Series1).Points.Count
            + progress.Lanes.Sum(lane => lane.Positions.Count);
        Assert.That(drawn, Is.EqualTo(model.Trials.Count));
        Assert.That(progress.Lanes.Select(lane => lane.Label), Has.Some.EndsWith("diverged").And.Some.EndsWith("lower"));
    }

    [Test]
    public void Create_ZeroOnALogAxis_StandsInALaneOfItsOwn()
    {
        var chart = Chart(SampleReports.Digits(), "slice-l2");
        Assert.That(chart.Lanes.Where(lane => lane.Edge == ChartEdge.Left)
            .Select(lane => (lane.Label, lane.Numbers.Single())), Is.EqualTo(new[] { ("0", 0) }));
    }

    [Test]
    public void Create_HostileParameterName_GivesASafeFileName()
    {
        var model = SampleReports.Digits(5);
        var names = ChartSet.Create(model with { Parameters = model.Parameters
            .Select(parameter => parameter with { Name = "../<Ünïcode>/" + new string('x', 300) }).ToList() }).Select(chart => chart.FileName)
            .ToList();
        Assert.That(names, Has.All.Matches("^[0-9]{2}-[a-z0-9-]{1,60}[.]svg$"));
        Assert.That(names, Is.Unique);
    }

    /// <summary>By the end of its file's name, without the number in front.</summary>
    private static Chart Chart(ReportModel model, string what) =>
        ChartSet.Create(model).Single(named => named.FileName[3..] == what + ".svg").Chart;

    private static ReportModel AllEqual()
    {
        var model = SampleReports.Digits(12);
        return model with { Trials = model.Trials
            .Select(trial => trial.Mean is null
            ? trial : trial with { Mean = 0.9, Low = 0.9, High = 0.9, StandardError = 0, Folds = trial.Folds.Select(_ => (double?)0.9).ToList() })
            .ToList() };
    }

    private static ReportModel LongNames()
    {
        var model = SampleReports.Digits(12);
        var name = string.Concat(Enumerable.Repeat("a_very_long_name_", 20));
        return model with
        {
            Run = model.Run with { Experiment = name },
            Metric = new ReportMetric(name, true),
            Parameters = model.Parameters.Select(parameter =>
                parameter with { Name = name, Choices = parameter.Choices.Select(choice => Scalar.Text(name + choice)).ToList() }).ToList(),
            Final = model.Final! with { Classes = model.Final.Classes.Select(label => name + label).ToList() },
        };
    }

    private static ReportModel NotFinite()
    {
        var model = SampleReports.Digits(12);
        return model with
        {
            Trials = model.Trials.Select(trial => trial.Number % 3 == 1
                ? trial with { Mean = double.NaN, Low = double.NegativeInfinity, Folds = [double.PositiveInfinity, null],
                Values = [Scalar.Number(double.PositiveInfinity), .. trial.Values.Skip(1)] } : trial).ToList(),
            Curves = model.Curves.Select(curve =>
                curve with { Epochs = curve.Epochs
                .Select(epoch => epoch.Epoch % 4 == 0 ? epoch with { Validation = double.NaN, Training = null } : epoch).ToList() }).ToList(),
        };
    }
}
