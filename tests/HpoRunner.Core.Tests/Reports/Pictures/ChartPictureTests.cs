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

    /// <summary>The reference is librsvg with cairo, which draws the same element when it is not known as a cloud.</summary>
    [Test]
    public void DrawAll_ACloudOfDots_LooksAsLibrsvgDrawsIt()
    {
        var random = new Random(4);
        var dots = string.Concat(Enumerable.Range(0, 400).Select(_ =>
            $"M{random.Next(3000, 13000) / 10.0:0.#},{random.Next(1000, 8000) / 10.0:0.#}h0"));
        string Chart(string mark) => Open + "<rect width=\"1600\" height=\"450\" fill=\"#eeeeee\"/>"
            + $"<path {mark}d=\"{dots}\" stroke=\"#0072b2\" stroke-width=\"6.3\" opacity=\"0.7\" stroke-linecap=\"round\"/>"
            + "<rect x=\"700\" y=\"400\" width=\"200\" height=\"100\" fill=\"#d55e00\"/></svg>";
        string[] paths = [Svg("stamped", Chart("data-mark=\"dots\" ")), Svg("stroked", Chart(""))];

        Assert.That(ChartPicture.DrawAll(paths), Is.Zero);

        var (stamped, stroked) = (Shades(paths[0]), Shades(paths[1]));
        var apart = stamped.Zip(stroked, (a, b) => Math.Abs(a - b)).ToList();
        Assert.That(apart.Max(), Is.LessThan(70));
        Assert.That(apart.Average(), Is.LessThan(0.1));
        // Were there no dots at all, they would be this far apart.
        Assert.That(stroked.Average(shade => 255 - shade), Is.GreaterThan(5));
    }

    private static List<int> Shades(string svgPath)
    {
        var picture = new PngReader(File.ReadAllBytes(Path.ChangeExtension(svgPath, ".png")));
        return [.. from y in Enumerable.Range(0, picture.Height) from x in Enumerable.Range(0, picture.Width)
                   select Convert.ToInt32(picture[x, y][..2], 16)];
    }

    private string Svg(string name, string text)
    {
        var path = Path.Combine(_folder, name + ".svg");
        File.WriteAllText(path, text);
        return path;
    }
}
