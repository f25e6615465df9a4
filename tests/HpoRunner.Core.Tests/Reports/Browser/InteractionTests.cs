using NUnit.Framework;

namespace HpoRunner.Reports.Browser;

/// <summary>Mouse and keyboard on the page: sorting, filtering, pointing.</summary>
[Category("Process")]
internal sealed class InteractionTests
{
    private OpenReport _report = null!;
    private ReportModel _model = null!;

    [SetUp]
    public async Task Open()
    {
        _model = SampleReports.Digits(30);
        _report = await OpenReport.Of(_model);
        await _report.OpenFullTable();
    }

    [TearDown]
    public async Task Close()
    {
        var complaints = _report.Complaints.ToList();
        await _report.DisposeAsync();
        Assert.That(complaints, Is.Empty);
    }

    [Test]
    public async Task Head_ClickedTwice_SortsDownWithBlanksLast()
    {
        var head = _report.Page.Locator("#full th", new() { HasTextString = "l2" });
        await head.Locator("button").ClickAsync();
        await head.Locator("button").ClickAsync();
        Assert.That(await head.GetAttributeAsync("aria-sort"), Is.EqualTo("descending"));
        Assert.That(await _report.TrialsShown(), Is.EqualTo(Numbers(_model.Trials.OrderByDescending(trial => trial.Values[4]!.Value.AsNumber))));
    }

    [Test]
    public async Task Head_ReachedByTab_SortsByEnterAndSpace()
    {
        var button = _report.Page.Locator("#full th button", new() { HasTextString = "trial" });
        await _report.Page.Locator("#full th button").First.FocusAsync();
        await _report.Page.Keyboard.PressAsync("Tab");
        Assert.That(await button.EvaluateAsync<bool>("button => button === document.activeElement"), Is.True);
        await _report.Page.Keyboard.PressAsync("Enter");
        Assert.That(await _report.TrialsShown(), Is.EqualTo(Numbers(_model.Trials)));
        await _report.Page.Keyboard.PressAsync("Space");
        Assert.That(await _report.TrialsShown(), Is.EqualTo(Numbers(_model.Trials.Reverse())));
    }

    [Test]
    public async Task Filter_Typed_ShowsTheTrialsThatFitAndCountsThem()
    {
        var fitting = _model.Trials.Count(trial => trial.State == ReportState.Completed && trial.Values[2].ToString() == "orthogonal");
        var input = _report.Page.GetByLabel("Filter the trials");
        await input.FillAsync("orthogonal completed");
        Assert.That(await _report.TrialsShown(), Has.Length.EqualTo(fitting));
        Assert.That(await _report.Page.Locator("#find [role=status]").TextContentAsync(), Is.EqualTo($"{fitting} of 30"));
        await input.FillAsync("");
        Assert.That(await _report.TrialsShown(), Has.Length.EqualTo(30));
    }

    [Test]
    public async Task Filter_HashAndNumber_ShowsThatTrialAlone()
    {
        await _report.Page.GetByLabel("Filter the trials").FillAsync("#7");
        Assert.That(await _report.TrialsShown(), Is.EqualTo(new[] { "7" }));
    }

    [Test]
    public async Task Pointer_OnADot_NamesItsTrial()
    {
        var svg = _report.Page.Locator("#progress svg:visible").First;
        await svg.ScrollIntoViewIfNeededAsync();
        var dot = await svg.EvaluateAsync<double[]>("""
            svg => {
              const path = svg.querySelector('path[data-n]');
              const at = /M([\d.]+),([\d.]+)/.exec(path.getAttribute('d'));
              const box = svg.getBoundingClientRect(), scale = box.width / svg.viewBox.baseVal.width;
              return [box.left + at[1] * scale, box.top + at[2] * scale, Number(path.dataset.n.split(/[,-]/)[0])];
            }
            """);
        await _report.Page.Mouse.MoveAsync((float)dot[0], (float)dot[1]);
        var tip = _report.Page.Locator("#tip");
        Assert.That(await tip.IsVisibleAsync(), Is.True);
        Assert.That(await tip.InnerTextAsync(), Does.StartWith($"trial {dot[2]}").And.Contain("learning_rate"));
    }

    private static IEnumerable<string> Numbers(IEnumerable<ReportTrial> trials) =>
        trials.Select(trial => trial.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
