using HpoRunner.Reports.Page;
using HpoRunner.Training;
using NUnit.Framework;

namespace HpoRunner.Reports.Browser;

/// <summary>The page asks for nothing, complains of nothing, and runs nothing but its own script.</summary>
[Category("Process")]
internal sealed class OfflineTests
{
    private const string Hostile = "<img src=x onerror=\"window.pwned=1\"></script><script>window.pwned=1;alert(1)</script>\"'&";

    private static IEnumerable<TestCaseData> Reports() =>
    [
        new TestCaseData(SampleReports.Digits(30)).SetArgDisplayNames("classification"),
        new TestCaseData(SampleReports.Diabetes()).SetArgDisplayNames("regression"),
        new TestCaseData(SampleReports.NothingCompleted()).SetArgDisplayNames("nothing completed"),
        new TestCaseData(SampleReports.Digits(1)).SetArgDisplayNames("one trial"),
    ];

    [TestCaseSource(nameof(Reports))]
    public async Task Page_Opened_AsksForNothingAndComplainsOfNothing(ReportModel model)
    {
        await using var report = await OpenReport.Of(model);
        Assert.Multiple(() =>
        {
            Assert.That(report.Requests, Is.Empty);
            Assert.That(report.Complaints, Is.Empty);
        });
    }

    /// <summary>Had the policy's hash not fitted the script, there would be no filter.</summary>
    [Test]
    public async Task Page_UnderItsOwnPolicy_RunsItsScript()
    {
        await using var report = await OpenReport.Of(SampleReports.Digits(30));
        Assert.That(await report.Page.Locator("#find input[type=search]").CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Page_WithHostileTexts_ShowsThemAndRunsNothing_Fault68()
    {
        var model = SampleReports.Digits(12);
        await using var report = await OpenReport.Of(model with
        {
            Run = model.Run with { Experiment = Hostile, Description = Hostile },
            Findings = new ReportFindings(Hostile) { Support = [Hostile], Advice = [new ReportAdvice(Hostile)] },
            Trials = model.Trials.Select(trial => trial with { Message = Hostile, Values = [.. trial.Values.Take(2), Scalar.Text(Hostile), .. trial.Values.Skip(3)] }).ToList(),
            Final = model.Final! with { Classes = model.Final.Classes.Select(name => name + Hostile).ToList() },
            WinnerYaml = Hostile,
            Health = new ReportHealth { Facts = [new(Hostile, Hostile)], Failures = [new(Hostile, 1, Hostile)], ExperimentText = Hostile },
        });
        await report.Page.Locator("svg:visible path[data-n]").First.HoverAsync(new() { Force = true });
        Assert.That(await report.Page.EvaluateAsync<bool>("() => 'pwned' in window"), Is.False);
        Assert.Multiple(() =>
        {
            Assert.That(report.Complaints, Is.Empty);
            Assert.That(report.Requests, Is.Empty);
        });
        Assert.That(await report.Page.InnerTextAsync("body"), Does.Contain("<img src=x onerror"));
    }

    /// <summary>Mail viewers run no scripts: verdict, tables and charts stand in the markup.</summary>
    [Test]
    public async Task Page_WithScriptsOff_ShowsVerdictTablesAndCharts()
    {
        var model = SampleReports.Digits(30);
        await using var report = await OpenReport.Of(
            model, new() { JavaScriptEnabled = false, ViewportSize = new() { Width = 1280, Height = 900 } });
        await Assertions(report, model);

        static async Task Assertions(OpenReport report, ReportModel model)
        {
            Assert.That(await report.Page.Locator("body").InnerTextAsync(), Does.Contain(model.Findings.Verdict));
            Assert.That(await report.Page.Locator("svg.chart:visible").CountAsync(), Is.GreaterThan(8));
            await report.OpenFullTable();
            Assert.That(await report.Page.Locator("#full tbody tr:visible").CountAsync(), Is.EqualTo(30));
        }
    }
}
