using NUnit.Framework;

namespace HpoRunner.Reports.Pictures;

[Category("Process")]
internal sealed class ChartPictureTests
{
    private const string Open = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1600 900\" width=\"1600\" height=\"900\">";

    private string _folder = "";

    [SetUp]
    public void CreateFolder()
    {
        Assume.That(Librsvg.IsInstalled, "librsvg is not installed");
        _folder = Directory.CreateTempSubdirectory("hpo-png").FullName;
    }

    [TearDown]
    public void RemoveFolder()
    {
        if (_folder.Length > 0)
            Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void DrawAll_ManyFiles_DrawsEachAsItIs()
    {
        string[] colours = ["d55e00", "0072b2", "009e73", "cc79a7", "8b929a"];
        var paths = colours.Select(colour => Svg(colour, $"{Open}<rect x=\"800\" width=\"800\" height=\"900\" fill=\"#{colour}\"/></svg>"))
            .ToList();

        Assert.That(ChartPicture.DrawAll(paths), Is.Zero);

        foreach (var (path, colour) in paths.Zip(colours))
        {
            var picture = new PngReader(File.ReadAllBytes(Path.ChangeExtension(path, ".png")));
            Assert.That((picture.Width, picture.Height), Is.EqualTo((1600, 900)));
            Assert.That((picture[799, 450], picture[800, 450], picture[1599, 899]), Is.EqualTo(("ffffff", colour, colour)));
        }
        Assert.That(Directory.GetFiles(_folder, "*.part*"), Is.Empty);
    }

    [Test]
    public void DrawAll_OneIsNoSvg_DrawsTheOthers()
    {
        string[] paths = [Svg("good", Open + "</svg>"), Svg("bad", "<svg"), Svg("better", Open + "</svg>")];

        Assert.That(ChartPicture.DrawAll(paths), Is.EqualTo(1));

        Assert.That(Directory.GetFiles(_folder, "*.png").Select(Path.GetFileName), Is.EquivalentTo((string[])["good.png", "better.png"]));
    }

    private string Svg(string name, string text)
    {
        var path = Path.Combine(_folder, name + ".svg");
        File.WriteAllText(path, text);
        return path;
    }
}
