using Microsoft.Playwright;
using NUnit.Framework;

namespace HpoRunner.Reports.Browser;

/// <summary>Desk and phone, light, dark and print; each leaves its picture with the test's results.</summary>
[Category("Process")]
internal sealed class LayoutTests
{
    private const string White = "rgb(255, 255, 255)";

    private const string Background = """
        () => {
          const of = element => getComputedStyle(element).backgroundColor;
          return of(document.body) === 'rgba(0, 0, 0, 0)' ? of(document.documentElement) : of(document.body);
        }
        """;

    [TestCase(360)]
    [TestCase(390)]
    [TestCase(768)]
    [TestCase(1280)]
    [TestCase(2560)]
    public async Task Page_AtAnyWidth_NeverScrollsSideways(int width)
    {
        await using var report = await OpenReport.Of(
            SampleReports.Digits(61), new() { ViewportSize = new() { Width = width, Height = 844 } });
        await report.OpenFullTable();
        await report.Screenshot($"width-{width}");
        var wide = await report.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        Assert.That(wide, Is.LessThanOrEqualTo(width));
    }

    /// <summary>A desk's charts on a tablet once had letters of seven pixels.</summary>
    [TestCase(360)]
    [TestCase(700)]
    [TestCase(768)]
    [TestCase(901)]
    [TestCase(1280)]
    public async Task Page_AtAnyWidth_HasChartsWhoseTextCanBeRead(int width)
    {
        await using var report = await OpenReport.Of(
            SampleReports.Digits(61), new() { ViewportSize = new() { Width = width, Height = 844 } });
        var smallest = await report.Page.EvaluateAsync<double>("""
            () => Math.min(...[...document.querySelectorAll('svg.chart')].filter(svg => svg.getBoundingClientRect().width > 0).map(svg =>
              svg.getBoundingClientRect().width / svg.viewBox.baseVal.width
                * Math.min(...[...svg.querySelectorAll('text')].map(text => parseFloat(getComputedStyle(text).fontSize)))))
            """);
        Assert.That(smallest, Is.InRange(8, 16));
    }

    [TestCase(ColorScheme.Light)]
    [TestCase(ColorScheme.Dark)]
    public async Task Page_InATheme_HasItsBackgroundAndReadableText(ColorScheme scheme)
    {
        await using var report = await OpenReport.Of(
            SampleReports.Digits(61), new() { ColorScheme = scheme, ViewportSize = new() { Width = 1280, Height = 900 } });
        await report.Screenshot(scheme.ToString());
        var lightness = Lightness(await report.Page.EvaluateAsync<string>(Background));
        Assert.That(lightness, scheme == ColorScheme.Dark ? Is.LessThan(60) : Is.GreaterThan(240));
    }

    /// <summary>Paper is white whatever the screen was.</summary>
    [Test]
    public async Task Page_PrintedFromTheDark_IsLight()
    {
        await using var report = await OpenReport.Of(SampleReports.Digits(61), new() { ColorScheme = ColorScheme.Dark });
        await report.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await report.Screenshot("print");
        Assert.That(await report.Page.EvaluateAsync<string>(Background), Is.EqualTo(White).Or.EqualTo("rgba(0, 0, 0, 0)"));
        var text = await report.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('h1')).color");
        Assert.That(Lightness(text), Is.LessThan(60));
        Assert.That(await report.Page.PdfAsync(), Has.Length.GreaterThan(20_000));
    }

    /// <summary>What is cut off at a box's edge is not looked for; a line of the winner's configuration may be any length.</summary>
    [TestCase(820)]
    [TestCase(1440)]
    public async Task Configuration_WithALongLine_IsSeenWhole(int width)
    {
        var yaml = "validation: {repeats: 4, method: holdout, share: 0.25, stratify: true, and: a line that goes on for quite a while}\n";
        await using var report = await OpenReport.Of(
            SampleReports.Digits(12) with { WinnerYaml = yaml }, new() { ViewportSize = new() { Width = width, Height = 900 } });
        var cut = await report.Page.EvaluateAsync<int>("() => { const e = document.querySelector('pre'); return e.scrollWidth - e.clientWidth; }");
        Assert.That(cut, Is.LessThanOrEqualTo(1));
    }

    /// <summary>On paper nothing can be scrolled: what is cut off is lost, and a bar is drawn for it.</summary>
    [Test]
    public async Task Page_Printed_CutsNothingOff()
    {
        await using var report = await OpenReport.Of(SampleReports.Digits(61), new() { ViewportSize = new() { Width = 680, Height = 900 } });
        await report.Page.EmulateMediaAsync(new() { Media = Media.Print });
        var cut = await report.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('pre, .scroll, .box')].filter(e => e.scrollWidth > e.clientWidth + 1 && "
            + "getComputedStyle(e).overflowX !== 'visible').map(e => e.outerHTML.slice(0, 80))");
        Assert.That(cut, Is.Empty);
        var lines = await report.Page.EvaluateAsync<bool>("() => { const e = document.querySelector('pre'); return e.scrollWidth <= e.clientWidth + 1; }");
        Assert.That(lines, Is.True, "the configuration's lines wrap");
    }

    /// <summary>Mean of red, green and blue in <c>rgb(r, g, b)</c>.</summary>
    private static double Lightness(string color) =>
        color[(color.IndexOf('(', StringComparison.Ordinal) + 1)..^1]
            .Split(',')
            .Take(3)
            .Average(part => double.Parse(part, System.Globalization.CultureInfo.InvariantCulture));
}
