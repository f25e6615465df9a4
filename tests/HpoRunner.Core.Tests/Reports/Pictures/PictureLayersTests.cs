using System.Text;
using HpoRunner.Reports.Charts;
using NUnit.Framework;

namespace HpoRunner.Reports.Pictures;

internal sealed class PictureLayersTests
{
    private const string Root = "<svg xmlns=\"http://www.w3.org/2000/svg\" font-size=\"26\">";

    private static readonly string[] NoClouds =
    [
        Dots("M1,2h0", "stroke=\"red\" stroke-width=\"3\""),
        Dots("M1,2h0", "stroke=\"#0072b2\""),
        Dots("M1,2h0L3,4", "stroke=\"#0072b2\" stroke-width=\"3\""),
        Dots("M1,2h0M3", "stroke=\"#0072b2\" stroke-width=\"3\""),
        Dots("", "stroke=\"#0072b2\" stroke-width=\"3\""),
        Dots("M1,2h0", "stroke=\"#0072b2\" stroke-width=\"3\" opacity=\"half\""),
        Dots("M1,2h0", "stroke=\"#0072b2\" stroke-width=\"1e9\""),
        Dots("M1e300,2h0", "stroke=\"#0072b2\" stroke-width=\"3\""),
        "<path data-mark=\"dots\" d=\"M1,2h0\" stroke=\"#0072b2\" stroke-width=\"3\"",
    ];

    [Test]
    public void Of_CloudsBetweenOtherMarks_TakesThemOutInTheirOrder()
    {
        var svg = Root + "<rect/>" + Dots("M8,9.5h0M-1.2,30h0", "stroke=\"#0072b2\" stroke-width=\"5\" opacity=\"0.7\"")
            + "<text>a</text>" + Dots("M1,2h0", "stroke=\"#8b929a\" stroke-width=\"4\"") + "\n</svg>";

        var layers = PictureLayers.Of(Encoding.UTF8.GetBytes(svg));

        Assert.That(layers.Select(layer => Encoding.UTF8.GetString(layer.Svg)), Is.EqualTo(new[]
        {
            Root + "<rect/></svg>", Root + "<text>a</text></svg>", Root + "\n</svg>",
        }));
        Assert.That(layers[0].Dots!.Centres, Is.EqualTo((Pixel[])[new(8, 9.5), new(-1.2, 30)]));
        Assert.That((layers[0].Dots!.Radius, layers[0].Dots!.Colour, layers[0].Dots!.Opacity), Is.EqualTo((2.5, 0x0072b2u, 0.7)));
        Assert.That((layers[1].Dots!.Radius, layers[1].Dots!.Colour, layers[1].Dots!.Opacity), Is.EqualTo((2.0, 0x8b929au, 1.0)));
        Assert.That(layers[2].Dots, Is.Null);
    }

    [TestCaseSource(nameof(NoClouds))]
    public void Of_SomethingElse_LeavesTheFileAsItIs(string element)
    {
        var svg = Encoding.UTF8.GetBytes(Root + element + "</svg>");

        var layers = PictureLayers.Of(svg);

        Assert.That(layers, Has.Count.EqualTo(1));
        Assert.That(layers[0].Svg, Is.EqualTo(svg));
        Assert.That(layers[0].Dots, Is.Null);
    }

    private static string Dots(string path, string attributes) => $"<path data-mark=\"dots\" d=\"{path}\" {attributes}/>";
}
