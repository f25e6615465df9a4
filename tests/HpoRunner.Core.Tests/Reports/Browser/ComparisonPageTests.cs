using HpoRunner.Experiments;
using HpoRunner.Journal;
using Microsoft.Playwright;
using NUnit.Framework;

namespace HpoRunner.Reports.Browser;

/// <summary>The page of <c>hpo compare --html</c>, held to what the report is held to.</summary>
[Category("Process")]
internal sealed class ComparisonPageTests
{
    private const string Hostile = "<img src=x onerror=\"window.pwned=1\"></script><script>window.pwned=1</script>'&";
    private const string LongName = "the_night_before_the_deadline_with_every_optimizer_and_all_of_the_schedules";

    private static IEnumerable<TestCaseData> Comparisons() =>
    [
        Case("paired", Run("20261122-021407-1b2c", 0.9)),
        Case("other_splits", Run("20261122-021407-1b2c", 0.9, header => header with { SplitHash = "s1" })),
        Case("nothing_completed", Run("20261122-021407-1b2c", double.NaN)),
        Case("long_names", Run("20261122-021407-1b2c", 0.9, header => Named(header, LongName))),
    ];

    [TestCaseSource(nameof(Comparisons))]
    public async Task Page_JudgedByAxe_HasNoViolation(RunComparison comparison)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            foreach (var width in new[] { 390, 1280 })
            {
                await using var page = await OpenReport.Of(
                    comparison, new() { BypassCSP = true, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
                Assert.That(await page.JudgedByAxe(), Is.Empty, $"{scheme} {width}");
            }
        }
    }

    [TestCaseSource(nameof(Comparisons))]
    public async Task Page_JudgedByTheValidator_FollowsTheStandard(RunComparison comparison)
    {
        await using var page = await OpenReport.Of(comparison);
        var (exitCode, output) = Chromium.RunPageTool("html-validate/bin/html-validate.mjs", page.Path);
        Assert.That(exitCode, Is.Zero, output);
    }

    [TestCaseSource(nameof(Comparisons))]
    public async Task Page_OnAPhone_AsksForNothingAndNeverScrollsSideways(RunComparison comparison)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var page = await OpenReport.Of(
                comparison, new() { ColorScheme = scheme, ViewportSize = new() { Width = 360, Height = 740 } });
            await page.Screenshot($"compare-{TestContext.CurrentContext.Test.Name}-{scheme}");
            Assert.That(await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(360));
            Assert.That((page.Requests, page.Complaints), Is.EqualTo((Array.Empty<string>(), Array.Empty<string>())));
        }
    }

    /// <summary>Who wins and by what is seen before anything is moved; the runs' long names stand in the text above.</summary>
    [TestCaseSource(nameof(Comparisons))]
    public async Task Page_OnAPhone_ShowsBothRunsWithTheirScores(RunComparison comparison)
    {
        await using var page = await OpenReport.Of(comparison, new() { ViewportSize = new() { Width = 390, Height = 844 } });
        var beyond = await page.Page.EvaluateAsync<double>("""
            () => {
              const box = document.querySelector('.box'), score = [...box.querySelectorAll('th')].find(head => head.textContent === 'accuracy');
              return score.getBoundingClientRect().right - box.getBoundingClientRect().right;
            }
            """);
        Assert.That(beyond, Is.LessThanOrEqualTo(0));
    }

    [Test]
    public void Sentence_OfASureDifference_GivesNoChanceOfZero()
    {
        var pairs = RunComparison.Of(Run("20261121-021407-7f3a", 0.97), Run("20261122-021407-1b2c", 0.9));
        Assert.That(pairs.Winners!.Test!.PValue, Is.LessThan(1e-6));
        Assert.That(pairs.Sentence(), Does.StartWith("The winner of A is better (p < 0.001)"));
    }

    [Test]
    public async Task Page_WithHostileNames_ShowsThemAndRunsNothing_Fault68()
    {
        var comparison = RunComparison.Of(
            Run("20261121-021407-7f3a", 0.97, header => Named(header, Hostile)), Run("20261122-021407-1b2c", 0.9));
        await using var page = await OpenReport.Of(comparison);
        Assert.That(await page.Page.EvaluateAsync<bool>("() => 'pwned' in window"), Is.False);
        Assert.That((page.Requests, page.Complaints), Is.EqualTo((Array.Empty<string>(), Array.Empty<string>())));
        Assert.That(await page.Page.InnerTextAsync("body"), Does.Contain("<img src=x onerror"));
    }

    private static TestCaseData Case(string name, RunResults second) =>
        new TestCaseData(RunComparison.Of(Run("20261121-021407-7f3a", 0.97), second)).SetArgDisplayNames(name);

    private static RunStarted Named(RunStarted header, string name) =>
        header with { Experiment = header.Experiment with { Name = name, Parameters = [.. header.Experiment.Parameters] } };

    /// <summary>Eight trials on five folds around this level, a little better from trial to trial.</summary>
    private static RunResults Run(string id, double level, Func<RunStarted, RunStarted>? change = null)
    {
        var run = new DecidedRun(
            experiment => experiment with
            {
                Validation = new ValidationSettings(), Budget = new BudgetSettings(Trials: 8),
            },
            header: header => (change?.Invoke(header) ?? header) with { Run = id });
        run.RunToTheEnd((key, _) => double.IsFinite(level)
            ? DecidedRun.Completed(level + (0.001 * key.Trial) + (0.004 * ((key.Fold * 7) % 5)))
            : DecidedRun.Of(Evaluation.EvaluationState.Diverged));
        return RunResults.From(run.State);
    }
}
