using System.Text.Json;
using HpoRunner.Reports.Page;
using HpoRunner.Reports.RunCharts;
using Microsoft.Playwright;
using NUnit.Framework;

namespace HpoRunner.Reports.Browser;

/// <summary>
/// A report opened from disk as a person would open it, under its own policy, with all that the page asked for, complained about and
/// popped up.
/// </summary>
internal sealed class OpenReport : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string _folder;
    private readonly List<string> _requests = [];
    private readonly List<string> _complaints = [];

    private OpenReport(IBrowserContext context, IPage page, string folder)
    {
        _context = context;
        _folder = folder;
        Page = page;
        page.Request += (_, request) => _requests.Add(request.Url);
        page.Console += (_, message) => Complain(message.Type is "error" or "warning" ? message.Text : null);
        page.PageError += (_, error) => Complain(error);
        page.Dialog += (_, dialog) => Complain("dialog: " + dialog.Message);
    }

    public IPage Page { get; }

    public string Path => System.IO.Path.Combine(_folder, "report.html");

    /// <summary>Everything asked for but the file itself and text within it.</summary>
    public IEnumerable<string> Requests =>
        _requests.Where(url => url != new Uri(Path).AbsoluteUri && !url.StartsWith("data:", StringComparison.Ordinal));

    public IReadOnlyList<string> Complaints => _complaints;

    public static Task<OpenReport> Of(ReportModel model, BrowserNewContextOptions? options = null) =>
        Of(writer => ReportWriter.Write(model, ChartSet.Create(model), writer), options);

    public static Task<OpenReport> Of(RunComparison comparison, BrowserNewContextOptions? options = null) =>
        Of(writer => ComparisonPage.Write(comparison, writer), options);

    private static async Task<OpenReport> Of(Action<TextWriter> write, BrowserNewContextOptions? options)
    {
        var context = await Chromium.Browser.NewContextAsync(options ?? new() { ViewportSize = new() { Width = 1280, Height = 900 } });
        var folder = Directory.CreateTempSubdirectory("hpo-page").FullName;
        var report = new OpenReport(context, await context.NewPageAsync(), folder);
        await using (var writer = new StreamWriter(report.Path) { NewLine = "\n" })
            write(writer);
        await report.Page.GotoAsync(new Uri(report.Path).AbsoluteUri);
        return report;
    }

    /// <summary>What axe-core finds, all that opens on a click being open; the page's policy must be bypassed for it.</summary>
    public async Task<IEnumerable<string?>> JudgedByAxe()
    {
        var axe = System.IO.Path.Combine(Chromium.PageTools, "node_modules", "axe-core", "axe.min.js");
        Assume.That(axe, Does.Exist, "axe-core is not installed");
        await Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(details => details.open = true)");
        await Page.AddScriptTagAsync(new() { Path = axe });
        var found = await Page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.map(rule => rule.id + ': ' + rule.help + ' ' + rule.nodes.slice(0, 3).map(node => node.html.slice(0, 200)))");
        return found.EnumerateArray().Select(rule => rule.GetString());
    }

    /// <summary>The table of all trials stands below a click.</summary>
    public Task OpenFullTable() => Page.Locator("#all > summary").ClickAsync();

    /// <summary>The trials of the full table's visible rows, from top to bottom.</summary>
    public Task<string[]> TrialsShown() => Page.EvaluateAsync<string[]>("""
        () => {
          const full = document.getElementById('full');
          const trial = [...full.tHead.rows[0].cells].findIndex(head => head.textContent === 'trial');
          return [...full.tBodies[0].rows].filter(row => row.offsetParent).map(row => row.cells[trial].textContent);
        }
        """);

    /// <summary>Keeps a picture of the whole page with the test's results, and gives its size in bytes.</summary>
    public async Task<int> Screenshot(string name)
    {
        var path = System.IO.Path.Combine(TestContext.CurrentContext.WorkDirectory, "screenshots", name + ".png");
        var picture = await Page.ScreenshotAsync(new() { Path = path, FullPage = true });
        TestContext.AddTestAttachment(path, name);
        return picture.Length;
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private void Complain(string? text)
    {
        if (text is not null)
            _complaints.Add(text);
    }
}
