using HpoRunner.Journal;
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
        Assert.That(
            await _report.TrialsShown(),
            Is.EqualTo(Numbers(_model.Trials.OrderByDescending(trial => trial.Values[4]!.Value.AsNumber))));
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
        var fitting = _model.Trials.Count(trial => trial.State == TrialStatus.Completed && trial.Values[2].ToString() == "orthogonal");
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

    /// <summary>Cells show 3.5 × 10⁻⁶ and a real minus; people type 3.5e-6 or 3.5e-06 and a hyphen.</summary>
    [Test]
    public async Task Filter_NumbersAsTyped_FindsWhatTheCellsShow()
    {
        var input = _report.Page.GetByLabel("Filter the trials");
        var trial = _model.Trials.First(item => item.Values[4]!.Value.AsNumber is > 0 and < 1e-5);
        var typed = trial.Values[4]!.Value.AsNumber.ToString("0.00e-0", System.Globalization.CultureInfo.InvariantCulture);
        await input.FillAsync(typed);
        Assert.That(await _report.TrialsShown(), Does.Contain($"{trial.Number}").And.Length.LessThan(4));
        await input.FillAsync(typed.Replace("e-", "e-0", StringComparison.Ordinal));
        Assert.That(await _report.TrialsShown(), Does.Contain($"{trial.Number}"));
        await input.FillAsync("-0.0");
        Assert.That(await _report.TrialsShown(), Has.Length.GreaterThan(5));
    }

    /// <summary>What is copied from a table can be pasted where numbers are expected.</summary>
    [Test]
    public async Task Table_Copied_HasNumbersThatProgramsRead()
    {
        var copied = await _report.Page.EvaluateAsync<string>("""
            () => {
              getSelection().selectAllChildren(document.querySelector('#full tbody'));
              const data = new DataTransfer();
              document.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, cancelable: true }));
              return data.getData('text/plain');
            }
            """);
        Assert.That(copied, Does.Match(@"\b\d\.\d\de-[567]\b").And.Not.Contain("×").And.Not.Contain("−"));
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

    /// <summary>Focus marks a trial in every chart that draws it and in both tables; a click pins it, Escape lets it go.</summary>
    [Test]
    public async Task Trial_Picked_IsMarkedEverywhereUntilEscape()
    {
        // Away from every row and dot, which would be marked, too.
        await _report.Page.Mouse.MoveAsync(1, 1);
        var pick = _report.Page.Locator("#rank .pick").First;
        var trial = await pick.GetAttributeAsync("data-trial");
        await pick.FocusAsync();
        Assert.That(await MarkedCharts(), Is.GreaterThan(8));
        Assert.That(await _report.Page.Locator("tr.on").CountAsync(), Is.EqualTo(2));
        await pick.PressAsync("Enter");
        var panel = _report.Page.Locator("#pinned");
        Assert.That(await pick.GetAttributeAsync("aria-pressed"), Is.EqualTo("true"));
        Assert.That(await panel.InnerTextAsync(), Does.Contain("trial " + trial));
        await pick.BlurAsync();
        Assert.That(await MarkedCharts(), Is.GreaterThan(8), "what is pinned stays");
        await _report.Page.Keyboard.PressAsync("Escape");
        Assert.That(await panel.IsVisibleAsync(), Is.False);
        // Waited for: on a busy machine the page hears of the pointer later than of the key.
        await _report.Page.WaitForFunctionAsync("() => !document.querySelector('svg.chart:not(.phone) .marks > *')");
    }

    /// <summary>Scrolling to what is focused moves other things under a resting pointer, which must not take the mark away.</summary>
    [Test]
    public async Task Trial_FocusedWhileThePointerMovesOff_StaysMarked()
    {
        await _report.Page.Locator("#rank .pick").First.FocusAsync();
        await _report.Page.Mouse.MoveAsync(2, 2);
        await _report.Page.Mouse.MoveAsync(1, 1);
        Assert.That(await MarkedCharts(), Is.GreaterThan(8));
    }

    /// <summary>Native sliders, so arrow keys move them: a score of at least the best leaves one line.</summary>
    [Test]
    public async Task Slider_MovedByKeys_NarrowsTheLines()
    {
        var all = await LinesLeft();
        await _report.Page.Locator(".brush > summary").ClickAsync();
        await _report.Page.GetByLabel("accuracy from", new() { Exact = true }).First.FocusAsync();
        await _report.Page.Keyboard.PressAsync("End");
        Assert.That((all, await LinesLeft()), Is.EqualTo((all, 1)));
        await _report.Page.Keyboard.PressAsync("Home");
        Assert.That(await LinesLeft(), Is.EqualTo(all));
    }

    /// <summary>Drawn along the axis of the score, from its middle to its end: lines that end left of it are out.</summary>
    [Test]
    public async Task Pointer_DrawnAlongAnAxis_NarrowsTheLines()
    {
        var svg = _report.Page.Locator("svg.desk[data-axes]");
        await svg.ScrollIntoViewIfNeededAsync();
        var all = await LinesLeft();
        var box = (await svg.BoundingBoxAsync())!;
        var y = await svg.EvaluateAsync<float>("svg => svg.getBoundingClientRect().top + svg.dataset.levels.split(' ').at(-1) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width");
        await _report.Page.Mouse.MoveAsync(box.X + (0.6f * box.Width), y);
        await _report.Page.Mouse.DownAsync();
        await _report.Page.Mouse.MoveAsync(box.X + (0.8f * box.Width), y);
        await _report.Page.Mouse.MoveAsync(box.X + box.Width, y);
        await _report.Page.Mouse.UpAsync();
        Assert.That(await LinesLeft(), Is.GreaterThan(0).And.LessThan(all));
        var isRight = await svg.EvaluateAsync<bool>("""
            svg => [...svg.querySelectorAll('g[data-l] path')].every(path =>
              (+path.getAttribute('d').match(/([\d.]+),[\d.]+$/)[1] / svg.viewBox.baseVal.width < 0.6) === path.classList.contains('out'))
            """);
        Assert.That(isRight, Is.True);
    }

    private Task<int> MarkedCharts() =>
        _report.Page.EvaluateAsync<int>(
            "() => [...document.querySelectorAll('svg.chart:not(.phone)')].filter(svg => svg.querySelector('.marks > *')).length");

    private Task<int> LinesLeft() => _report.Page.Locator("svg.desk[data-axes] g[data-l] path:not(.out)").CountAsync();

    private static IEnumerable<string> Numbers(IEnumerable<ReportTrial> trials) =>
        trials.Select(trial => trial.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
