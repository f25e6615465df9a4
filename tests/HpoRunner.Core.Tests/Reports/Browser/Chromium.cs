using System.Diagnostics;
using HpoRunner.Reports.Pictures;
using Microsoft.Playwright;
using NUnit.Framework;

namespace HpoRunner.Reports.Browser;

/// <summary>One installed Chromium or Chrome, headless, for all tests of this folder; without one they are inconclusive.</summary>
[SetUpFixture]
internal sealed class Chromium
{
    private static readonly string[] Names = ["chromium", "google-chrome", "google-chrome-stable"];

    private static IPlaywright? _playwright;
    private static IBrowser? _browser;

    /// <summary>Where npm put axe-core and html-validate; <c>tests/install-tools.sh</c> does it.</summary>
    public static string PageTools { get; } = FindPageTools();

    public static IBrowser Browser
    {
        get
        {
            Assume.That(_browser, Is.Not.Null, "no browser is installed");
            return _browser!;
        }
    }

    [OneTimeSetUp]
    public async Task Start()
    {
        var program = Names.Select(new InstalledTools().Find).FirstOrDefault(found => found is not null);
        if (program is null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"],
        });
    }

    [OneTimeTearDown]
    public async Task End()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
    }

    /// <summary>Runs one of the npm tools; its exit code and everything it said.</summary>
    public static (int ExitCode, string Output) RunPageTool(string script, params string[] arguments)
    {
        var path = Path.Combine(PageTools, "node_modules", script);
        var node = new InstalledTools().Find("node");
        Assume.That(node is not null && File.Exists(path), Is.True, $"{script} is not installed");
        var start = new ProcessStartInfo(node!) { WorkingDirectory = PageTools, RedirectStandardOutput = true };
        start.ArgumentList.Add(path);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private static string FindPageTools()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "HpoRunner.sln")))
            folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? ".", "tests", "page-tools");
    }
}
