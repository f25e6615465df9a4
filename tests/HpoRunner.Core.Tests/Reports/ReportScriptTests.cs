using System.Text.RegularExpressions;
using HpoRunner.Journal;
using NUnit.Framework;

namespace HpoRunner.Reports;

/// <summary>The script in a real browser, headless; a second script plays the user. Needs Chromium or Chrome.</summary>
[Category("Process")]
internal sealed class ReportScriptTests
{
    private const string User = """
        <script>
        window.errors = [];
        addEventListener('error', event => errors.push(event.message));
        </script>
        """;

    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("hpo-page").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    /// <summary>The page as it is: had the policy's hash not fitted, there would be no buttons.</summary>
    [Test]
    public async Task Page_InABrowser_RunsTheScriptUnderItsPolicy()
    {
        var dom = await Open(Html(30));
        Assert.That(dom, Does.Contain("type=\"search\"").And.Contain("<button type=\"button\">rank</button>")
            .And.Contain("<output>"));
    }

    [Test]
    public async Task Script_HeadClickedTwice_SortsDownWithBlanksLast()
    {
        var order = await Play("""
            const head = [...document.querySelectorAll('#full th')].find(th => th.textContent === 'l2');
            head.firstChild.click(); head.firstChild.click();
            const column = [...document.querySelectorAll('#full th')].indexOf(head);
            result(head.getAttribute('aria-sort') + ' ' + [...document.querySelectorAll('#full tbody tr')].map(row => row.cells[1].textContent).join(' '));
            """);
        var expected = SampleReports.Digits(30).Trials.OrderByDescending(trial => trial.Values[4]!.Value.AsNumber).Select(trial => trial.Number);
        Assert.That(order, Is.EqualTo("descending " + string.Join(' ', expected)));
    }

    [Test]
    public async Task Script_FilterTyped_ShowsTheTrialsThatFit()
    {
        var shown = await Play("""
            const input = document.querySelector('#find input');
            input.value = 'orthogonal completed';
            input.dispatchEvent(new Event('input'));
            result([...document.querySelectorAll('#full tbody tr')].filter(row => !row.hidden).length + ' / ' + document.querySelector('#find span').textContent);
            """);
        var fitting = SampleReports.Digits(30).Trials.Count(trial => trial.State == TrialStatus.Completed
            && trial.Values[2].ToString() == "orthogonal");
        Assert.That(shown, Is.EqualTo($"{fitting} / {fitting} of 30"));
    }

    [Test]
    public async Task Script_PointerOnADot_NamesItsTrial()
    {
        var tip = await Play("""
            const svg = document.querySelector('#progress svg.desk');
            const path = svg.querySelector('path[data-n]');
            const trial = path.dataset.n.split(/[,-]/)[0];
            const at = [...path.getAttribute('d').matchAll(/M([\d.]+),([\d.]+)/g)][0];
            const box = svg.getBoundingClientRect(), scale = box.width / svg.viewBox.baseVal.width;
            svg.dispatchEvent(new PointerEvent('pointermove', { clientX: box.left + at[1] * scale, clientY: box.top + at[2] * scale, bubbles: true }));
            const tip = document.getElementById('tip');
            result([tip.hidden, tip.querySelector('b').textContent === 'trial ' + trial, tip.textContent.includes('learning_rate')].join(' '));
            """);
        Assert.That(tip, Is.EqualTo("false true true"));
    }

    /// <summary>Focus marks a trial in every chart that draws it and in both tables; a click pins it, Escape lets it go.</summary>
    [Test]
    public async Task Script_TrialPicked_IsMarkedEverywhereUntilEscape()
    {
        var seen = await Play("""
            const button = document.querySelector('#rank .pick'), trial = button.dataset.trial, panel = document.getElementById('pinned');
            const marked = () => [...document.querySelectorAll('svg.chart:not(.phone)')].filter(svg => svg.querySelector('.marks > *')).length;
            const rows = () => document.querySelectorAll('tr.on').length;
            const steps = [];
            button.focus();
            steps.push(marked() > 8, rows());
            button.blur(); document.dispatchEvent(new FocusEvent('focusin'));
            button.click();
            steps.push(marked() > 8, button.getAttribute('aria-pressed'), panel.hidden, panel.textContent.includes('trial ' + trial));
            document.activeElement.blur();
            document.body.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
            document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
            steps.push(marked(), rows(), panel.hidden);
            result(steps.join(' '));
            """);
        Assert.That(seen, Is.EqualTo("true 2 true true false true 0 0 true"));
    }

    /// <summary>Native sliders, so arrow keys move them: the score of at least the median leaves half of the lines.</summary>
    [Test]
    public async Task Script_SliderMoved_NarrowsTheLines()
    {
        var seen = await Play("""
            const sliders = [...document.querySelectorAll('.brush input')];
            const slider = sliders.find(input => input.getAttribute('aria-label') === 'accuracy from');
            const lines = () => document.querySelectorAll('svg.desk[data-axes] g[data-l] path:not(.out)').length;
            const all = lines();
            slider.value = slider.max;
            slider.dispatchEvent(new Event('input'));
            const one = lines(), text = slider.getAttribute('aria-valuetext');
            [...document.querySelectorAll('.brush button')].at(-1).click();
            result([all > 20, one, text === document.querySelector('#rank tbody b').textContent, lines() === all, slider.value].join(' '));
            """);
        Assert.That(seen, Is.EqualTo("true 1 true true 0"));
    }

    /// <summary>Drawn along the axis of the score, from its middle to its end.</summary>
    [Test]
    public async Task Script_DrawnAlongAnAxis_NarrowsTheLines()
    {
        var seen = await Play("""
            const svg = document.querySelector('svg.desk[data-axes]'), level = svg.dataset.levels.split(' ').at(-1);
            const box = svg.getBoundingClientRect(), scale = box.width / svg.viewBox.baseVal.width;
            const send = (type, share) => svg.dispatchEvent(new PointerEvent(type,
              { clientX: box.left + share * box.width, clientY: box.top + level * scale, bubbles: true, pointerId: 1 }));
            svg.setPointerCapture = () => { };
            send('pointerdown', 0.6); send('pointermove', 0.8); send('pointermove', 1);
            const lines = [...svg.querySelectorAll('g[data-l] path')];
            const ends = lines.map(path => [+path.getAttribute('d').match(/([\d.]+),[\d.]+$/)[1] / svg.viewBox.baseVal.width, path.classList.contains('out')]);
            result([ends.some(([, out]) => out), ends.every(([x, out]) => (x < 0.6) === out), !!svg.querySelector('.brushes path')].join(' '));
            """);
        Assert.That(seen, Is.EqualTo("true true true"));
    }

    /// <summary>Opening, sorting, filtering and marking among ten thousand trials, each within a second.</summary>
    [Test]
    public async Task Script_TenThousandTrials_AnswersWithinASecond()
    {
        var seen = await Play("""
            const times = [];
            const timed = work => { const start = performance.now(); work(); document.body.offsetHeight; times.push(performance.now() - start); };
            timed(() => document.getElementById('all').open = true);
            timed(() => document.querySelector('#full th:nth-child(4) button').click());
            const input = document.querySelector('#find input');
            timed(() => { input.value = 'orthogonal'; input.dispatchEvent(new Event('input')); });
            timed(() => document.querySelector('#rank .pick').click());
            const rows = document.querySelectorAll('#full tbody tr').length;
            document.querySelector('#more button').click();
            result([rows, document.querySelectorAll('#full tbody tr').length, times.every(time => time < 1000) || times.join()].join(' '));
            """, 10_000);
        Assert.That(seen, Is.EqualTo("200 400 true"));
    }

    private static string Html(int trials)
    {
        var writer = new StringWriter { NewLine = "\n" };
        ReportWriter.Write(SampleReports.Digits(trials), writer);
        return writer.ToString();
    }

    /// <summary>What the user's script hands to result(), with the page's errors; the policy is taken out, so that it may run.</summary>
    private async Task<string> Play(string script, int trials = 30)
    {
        var page = Regex.Replace(Html(trials), "<meta http-equiv=[^>]*>", User)
            .Replace("</body>", $"<script>const result = text => document.body.dataset.result = text; {script}\nif (errors.length) result(errors.join());</script></body>", StringComparison.Ordinal);
        return System.Net.WebUtility.HtmlDecode(Regex.Match(await Open(page), "data-result=\"([^\"]*)\"").Groups[1].Value);
    }

    private async Task<string> Open(string page)
    {
        var tools = new InstalledTools();
        var browser = new[] { "chromium", "google-chrome", "google-chrome-stable" }.Select(tools.Find).FirstOrDefault(found => found is not null);
        Assume.That(browser, Is.Not.Null, "no browser is installed");
        var path = Path.Combine(_folder, "report.html");
        await File.WriteAllTextAsync(path, page);
        var start = new System.Diagnostics.ProcessStartInfo(browser!) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "--headless", "--no-sandbox", "--disable-gpu", "--window-size=1200,900", "--user-data-dir="
            + Path.Combine(_folder, "profile"), "--dump-dom", new Uri(path).AbsoluteUri })
            start.ArgumentList.Add(argument);
        using var process = System.Diagnostics.Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var dom = await process.StandardOutput.ReadToEndAsync();
        await error;
        await process.WaitForExitAsync();
        return dom;
    }
}
