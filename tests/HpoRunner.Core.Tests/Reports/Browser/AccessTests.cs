using Microsoft.Playwright;
using NUnit.Framework;

namespace HpoRunner.Reports.Browser;

/// <summary>What axe-core and html-validate, both from npm, say of the page, and what they cannot see.</summary>
[Category("Process")]
internal sealed class AccessTests
{
    private static IEnumerable<TestCaseData> Reports() =>
    [
        new TestCaseData(SampleReports.Digits(61)).SetArgDisplayNames("classification"),
        new TestCaseData(SampleReports.Diabetes()).SetArgDisplayNames("regression"),
        new TestCaseData(SampleReports.NothingCompleted()).SetArgDisplayNames("nothing completed"),
    ];

    /// <summary>Every rule of axe-core, in both themes; the policy is bypassed for axe alone, which no page could know.</summary>
    [TestCaseSource(nameof(Reports))]
    public async Task Page_JudgedByAxe_HasNoViolation(ReportModel model)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var report = await OpenReport.Of(
                model, new() { BypassCSP = true, ColorScheme = scheme, ViewportSize = new() { Width = 1280, Height = 900 } });
            Assert.That(await report.JudgedByAxe(), Is.Empty, scheme.ToString());
        }
    }

    [TestCaseSource(nameof(Reports))]
    public async Task Page_JudgedByTheValidator_FollowsTheStandard(ReportModel model)
    {
        await using var report = await OpenReport.Of(model);
        var (exitCode, output) = Chromium.RunPageTool("html-validate/bin/html-validate.mjs", report.Path);
        Assert.That(exitCode, Is.Zero, output);
    }

    [Test]
    public async Task Charts_ForAScreenReader_ArePicturesWithASentenceAndATableUnderThem()
    {
        await using var report = await OpenReport.Of(SampleReports.Digits(61));
        var lacking = await report.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('svg.chart')]
              .filter(svg => svg.getAttribute('role') !== 'img' || (svg.getAttribute('aria-label') || '').length < 20 || !svg.closest('figure')?.querySelector('table'))
              .map(svg => (svg.closest('figure')?.id || '?') + ': ' + svg.getAttribute('role') + ' ' + svg.getAttribute('aria-label'))
            """);
        Assert.That(lacking, Is.Empty);
    }
}
