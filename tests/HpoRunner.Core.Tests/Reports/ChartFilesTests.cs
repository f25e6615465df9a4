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
        await Write(new MadeUpTools("rsvg-convert"), charts);
        var tools = new MadeUpTools("rsvg-convert");

        var problem = await Write(tools, charts);

        Assert.That(problem, Is.Null);
        Assert.That(tools.Programs, Is.Empty);
        Assert.That(charts.Select(Picture), Is.All.Exist);
    }

    [Test]
    public async Task Write_PictureMissing_MakesIt()
    {
        var charts = ChartSet.Create(SampleReports.Digits());
        await Write(new MadeUpTools(), charts);
        var tools = new MadeUpTools("rsvg-convert");

        await Write(tools, charts);

        Assert.That(tools.Programs, Has.Count.EqualTo(charts.Count));
        Assert.That(charts.Select(Picture), Is.All.Exist);
    }

    [Test]
    public async Task Write_ChartThatChanged_KeepsNoPictureOfTheOldOne()
    {
        var charts = ChartSet.Create(SampleReports.Digits());
        await Write(new MadeUpTools("rsvg-convert"), charts);
        var now = charts[0] with { Chart = charts[0].Chart with { Title = "Another finding" } };

        var problem = await Write(new MadeUpTools(), [now, .. charts.Skip(1)]);

        Assert.That(problem, Is.EqualTo(PngConverter.HowToInstall));
        Assert.That(File.ReadAllText(Path.Combine(_run.Charts, now.FileName)), Does.Contain("Another finding"));
        Assert.That(Picture(now), Does.Not.Exist);
        Assert.That(charts.Skip(1).Select(Picture), Is.All.Exist);
    }

    [Test]
    public async Task Create_JournalThatWentOn_StartsWhatDrawsBeforeThereIsAChart()
    {
        var tools = new MadeUpTools { Draws = [] };
        await Write(tools, ChartSet.Create(SampleReports.Digits()));
        var before = tools.Programs.Count;
        File.WriteAllText(_run.Journal, "");

        using (new ChartFiles(_run, new PngConverter(tools), CancellationToken.None))
            Assert.That(tools.Programs, Has.Count.EqualTo(before + 1));
    }

    [Test]
    public async Task Write_ChartsOfAnEarlierReport_GoWithTheirPictures()
    {
        var charts = ChartSet.Create(SampleReports.Digits());
        await Write(new MadeUpTools("rsvg-convert"), charts);

        await Write(new MadeUpTools("rsvg-convert"), [charts[0]]);

        Assert.That(Directory.EnumerateFiles(_run.Charts).Select(Path.GetFileNameWithoutExtension),
            Is.EqualTo(Enumerable.Repeat(Path.GetFileNameWithoutExtension(charts[0].FileName), 2)));
    }

    private async Task<string?> Write(MadeUpTools tools, IReadOnlyList<NamedChart> charts)
    {
        using var files = new ChartFiles(_run, new PngConverter(tools), CancellationToken.None);
        return await files.WriteAsync(charts, CancellationToken.None);
    }

    private string Picture(NamedChart chart) => Path.Combine(_run.Charts, Path.ChangeExtension(chart.FileName, ".png"));
}
