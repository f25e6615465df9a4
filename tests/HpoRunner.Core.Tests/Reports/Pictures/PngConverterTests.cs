using HpoRunner.Reports.Charts;
using HpoRunner.Reports.RunCharts;
using NUnit.Framework;

namespace HpoRunner.Reports.Pictures;

internal sealed class PngConverterTests
{
    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("hpo-png").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Convert_NothingInstalled_SaysHowToInstallIt()
    {
        var outcome = await new PngConverter(new MadeUpTools()).Convert(_folder, Paths(Svg("a")), CancellationToken.None);
        Assert.That(outcome.Written, Is.Empty);
        Assert.That(outcome.Problem, Does.Contain("librsvg2-bin"));
    }

    [Test]
    public async Task Convert_RsvgInstalled_WritesEachPictureUnderItsName()
    {
        var tools = new MadeUpTools("rsvg-convert", "chromium");
        var outcome = await new PngConverter(tools).Convert(_folder, Paths(Svg("a"), Svg("b"), Svg("c")), CancellationToken.None);
        Assert.That(outcome.Problem, Is.Null);
        Assert.That(outcome.Written.Select(Path.GetFileName), Is.EqualTo(new[] { "a.png", "b.png", "c.png" }));
        Assert.That(Directory.GetFiles(_folder, "*.part*"), Is.Empty);
        Assert.That(tools.Programs, Has.All.EqualTo("rsvg-convert"));
        Assert.That(tools.MostAtOnce, Is.LessThanOrEqualTo(2));
    }

    [Test]
    public async Task Convert_OwnChildDrawsAll_StartsNothingElse()
    {
        var tools = new MadeUpTools("rsvg-convert") { Draws = ["a.svg", "b.svg"] };
        var outcome = await new PngConverter(tools).Convert(_folder, Paths(Svg("a"), Svg("b")), CancellationToken.None);
        Assert.That(outcome.Problem, Is.Null);
        Assert.That(outcome.Written, Has.Count.EqualTo(2));
        Assert.That(tools.Programs, Is.EqualTo(new[] { "hpo" }));
    }

    [Test]
    public async Task Convert_OwnChildCrashes_TakesTheInstalledToolForTheRest()
    {
        var tools = new MadeUpTools("rsvg-convert") { Draws = ["a.svg"] };
        var outcome = await new PngConverter(tools).Convert(_folder, Paths(Svg("a"), Svg("b")), CancellationToken.None);
        Assert.That(outcome.Problem, Is.Null);
        Assert.That(outcome.Written.Select(Path.GetFileName), Is.EqualTo(new[] { "a.png", "b.png" }));
        Assert.That(tools.Programs, Is.EqualTo(new[] { "hpo", "rsvg-convert" }));
    }

    [Test]
    public async Task Convert_OnlyABrowser_TakesIt()
    {
        var tools = new MadeUpTools("google-chrome");
        var outcome = await new PngConverter(tools).Convert(_folder, Paths(Svg("a")), CancellationToken.None);
        Assert.That(outcome.Written, Has.Count.EqualTo(1));
        Assert.That(tools.Programs, Is.EqualTo(new[] { "google-chrome" }));
    }

    [Test]
    public async Task Convert_ToolFails_KeepsTheOthersAndSaysWhy()
    {
        var tools = new MadeUpTools("rsvg-convert") { FailsFor = "b.svg" };
        var outcome = await new PngConverter(tools).Convert(_folder, Paths(Svg("a"), Svg("b")), CancellationToken.None);
        Assert.That(outcome.Written.Select(Path.GetFileName), Is.EqualTo(new[] { "a.png" }));
        Assert.That(outcome.Problem, Does.StartWith("1 of 2").And.Contain("broken picture"));
    }

    [Test]
    public void Convert_Cancelled_Stops() =>
        Assert.That(
            () => new PngConverter(new MadeUpTools("rsvg-convert")).Convert(_folder, Paths(Svg("a")), new CancellationToken(true)),
            Throws.InstanceOf<OperationCanceledException>());

    [Test]
    [Category("Process")]
    public async Task Convert_RealChart_IsAPictureOf1600By900()
    {
        var tools = new InstalledTools();
        Assume.That(tools.Find("rsvg-convert"), Is.Not.Null, "rsvg-convert is not installed");
        var path = Path.Combine(_folder, "01-progress.svg");
        await File.WriteAllTextAsync(path, SvgRenderer.RenderFile(ChartSet.Create(SampleReports.Digits(10_000))[0].Chart));
        var outcome = await new PngConverter(tools).Convert(_folder, Paths(path), CancellationToken.None);
        Assert.That(outcome.Problem, Is.Null);
        var bytes = await File.ReadAllBytesAsync(outcome.Written.Single());
        // Width and height stand big-endian at byte 16 of a PNG (ISO/IEC 15948, IHDR).
        Assert.That((bytes[18] << 8) + bytes[19], Is.EqualTo(1600));
        Assert.That((bytes[22] << 8) + bytes[23], Is.EqualTo(900));
    }

    private static async IAsyncEnumerable<string> Paths(params string[] paths)
    {
        foreach (var path in paths)
        {
            await Task.Yield();
            yield return path;
        }
    }

    private string Svg(string name)
    {
        var path = Path.Combine(_folder, name + ".svg");
        File.WriteAllText(path, "<svg/>");
        return path;
    }
}
