namespace HpoRunner.Tests;

/// <summary><c>report.every</c>: a report while the run goes on, which never harms the run.</summary>
[Category("Process")]
internal sealed class InterimReportTests
{
    private const string Experiment = """
        data: {file: d.csv, target: target, test: none}
        search: {method: grid}
        parameters: {epochs: 20, learning_rate: {min: 0.001, max: 0.1, count: 10000}}
        report: {every: 1s}
        """;

    [Test]
    public void Every_ReportAppearsWhileTheRunGoesOn_AndAFailureIsSaidAndEndsNothing()
    {
        using var hpo = new Hpo();
        hpo.Write("d.csv", File.ReadAllText(Path.Combine(Hpo.Experiments, "data", "iris.csv")));
        using var running = hpo.Start("run", hpo.Write("e.yaml", Experiment), "--workers", "1", "--progress", "none");
        running.WaitUntil(() =>
            Directory.Exists(hpo.Results) && Directory.GetFiles(hpo.Results, "report.html", SearchOption.AllDirectories).Length > 0);
        var report = Path.Combine(hpo.Run, "report.html");
        Assert.That(File.ReadAllText(report), Does.Contain("The run is still going on"));

        // A folder where the file should be: it cannot be replaced.
        ReplaceByFolder(running, report);
        running.WaitUntil(() => Log(hpo).Contains("an interim report could not be written", StringComparison.Ordinal));
        Directory.Delete(report);
        running.Signal(2);
        Assert.That(running.WaitForEnd().ExitCode, Is.EqualTo(130));
        Assert.That(File.ReadAllText(report), Does.Contain("The run was interrupted"));
    }

    private static void ReplaceByFolder(Hpo.Running running, string report) => running.WaitUntil(() =>
    {
        try
        {
            File.Delete(report);
            Directory.CreateDirectory(report);
            return true;
        }
        catch (IOException)
        {
            // The next report came in between.
            return false;
        }
    });

    private static string Log(Hpo hpo)
    {
        using var file = new StreamReader(
            new FileStream(Path.Combine(hpo.Run, "logs", "hpo.log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return file.ReadToEnd();
    }
}
