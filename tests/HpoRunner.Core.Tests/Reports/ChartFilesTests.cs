using HpoRunner.Journal;
using HpoRunner.Reports.Pictures;
using HpoRunner.Reports.RunCharts;
using NUnit.Framework;

namespace HpoRunner.Reports;

public sealed class ChartFilesTests
{
    private TemporaryFolder _results = null!;
    private RunFolder _run = null!;

    [SetUp]
    public void SetUp()
    {
        _results = new TemporaryFolder();
        _run = _results.NewRun();
    }

    [TearDown]
    public void TearDown() => _results.Dispose();

    [Test]
    public async Task Write_SameChartsAgain_MakesNoPicture()
    {
        var charts = ChartSet.Create(SampleReports.Digits());
        await Files(new MadeUpTools("rsvg-convert")).WriteAsync(charts, CancellationToken.None);
        var tools = new MadeUpTools("rsvg-convert");

        var problem = await Files(tools).WriteAsync(charts, CancellationToken.None);

        Assert.That(problem, Is.Null);
        Assert.That(tools.Programs, Is.Empty);
        Assert.That(charts.Select(Picture), Is.All.Exist);
    }

    [Test]
    public async Task Write_PictureMissing_MakesIt()
    {
        var charts = ChartSet.Create(SampleReports.Digits());
        await Files(new MadeUpTools()).WriteAsync(charts, CancellationToken.None);
        var tools = new MadeUpTools("rsvg-convert");

        await Files(tools).WriteAsync(charts, CancellationToken.None);

        Assert.That(tools.Programs, Has.Count.EqualTo(charts.Count));
        Assert.That(charts.Select(Picture), Is.All.Exist);
    }

    [Test]
    public async Task Write_ChartThatChanged_KeepsNoPictureOfTheOldOne()
    {
        var charts = ChartSet.Create(SampleReports.Digits());
        await Files(new MadeUpTools("rsvg-convert")).WriteAsync(charts, CancellationToken.None);
        var now = charts[0] with { Chart = charts[0].Chart with { Title = "Another finding" } };

        var problem = await Files(new MadeUpTools()).WriteAsync([now, .. charts.Skip(1)], CancellationToken.None);

        Assert.That(problem, Is.EqualTo(PngConverter.HowToInstall));
        Assert.That(File.ReadAllText(Path.Combine(_run.Charts, now.FileName)), Does.Contain("Another finding"));
        Assert.That(Picture(now), Does.Not.Exist);
        Assert.That(charts.Skip(1).Select(Picture), Is.All.Exist);
    }

    [Test]
    public async Task Write_ChartsOfAnEarlierReport_GoWithTheirPictures()
    {
        var charts = ChartSet.Create(SampleReports.Digits());
        await Files(new MadeUpTools("rsvg-convert")).WriteAsync(charts, CancellationToken.None);

        await Files(new MadeUpTools("rsvg-convert")).WriteAsync([charts[0]], CancellationToken.None);

        Assert.That(Directory.EnumerateFiles(_run.Charts).Select(Path.GetFileNameWithoutExtension),
            Is.EqualTo(Enumerable.Repeat(Path.GetFileNameWithoutExtension(charts[0].FileName), 2)));
    }

    private ChartFiles Files(MadeUpTools tools) => new(_run, new PngConverter(tools));

    private string Picture(NamedChart chart) => Path.Combine(_run.Charts, Path.ChangeExtension(chart.FileName, ".png"));
}
