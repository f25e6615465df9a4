namespace HpoRunner.Tests;

/// <summary>
/// Names, labels and messages that would like to be code, all the way from a data file to every file and the terminal of a real run.
/// </summary>
[Category("Process")]
internal sealed class HostileTextTests
{
    private const string Secret = "hunter2-of-the-environment";

    private static readonly string[] Labels = ["</script><script>alert(1)</script>", "=HYPERLINK(\"http://evil\")"];

    /// <summary>A column and two classes of hostile names; a run over them, with a secret in its environment.</summary>
    private static Hpo.Ended Run(Hpo hpo)
    {
        var rows = Enumerable
            .Range(0, 40)
            .Select(row => $"{row % 7},{row % 5},\"{Labels[row % 2].Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n");
        hpo.Write("d.csv", "\"<img src=x onerror=alert(1)>\",@SUM(A1),\"=cmd|' /C calc'!A1\"\n" + string.Concat(rows));
        var experiment = hpo.Write("e.yaml", """
            description: "</title><img src=x onerror=alert(2)>"
            data: {file: d.csv, target: "=cmd|' /C calc'!A1"}
            search: {method: grid}
            parameters: {epochs: 2, learning_rate: [0.01, 0.1]}
            """);
        return hpo.Call(["run", experiment, "--progress", "plain"], new Dictionary<string, string> { ["MY_TOKEN"] = Secret });
    }

    [Test]
    public void Fault68_69_HostileColumnsAndLabels_AreTextInEveryFile()
    {
        using var hpo = new Hpo();
        var ended = Run(hpo);
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        var report = File.ReadAllText(Path.Combine(hpo.Run, "report.html"));
        Assert.Multiple(() =>
        {
            Assert.That(report, Does.Not.Contain("<img").And.Not.Contain("alert(1)</script>"));
            Assert.That(System.Text.RegularExpressions.Regex.Count(report, "<script"), Is.EqualTo(2), "the data and the program");
            Assert.That(report, Does.Contain("&lt;/script&gt;").And.Contain("&lt;img src=x onerror=alert(2)&gt;"));
            Assert.That(report, Does.Contain("Content-Security-Policy").And.Contain("default-src &#39;none&#39;"));
            Assert.That(
                File.ReadAllText(Path.Combine(hpo.Run, "summary.json")) + hpo.JournalText,
                Does.Not.Contain("<img").And.Not.Contain("</script>"), "JSON that a page may hold");
        });
        foreach (var chart in Directory.GetFiles(Path.Combine(hpo.Run, "charts"), "*.svg"))
            Assert.That(File.ReadAllText(chart), Does.Not.Contain("<script").And.Not.Contain("<img"), chart);
        var exported = hpo.Call("predict", "latest", Path.Combine(hpo.Folder, "d.csv"));
        var formulas = exported.Output.Split('\n').Where(line =>
            line.StartsWith('=') || line.Contains(",=", StringComparison.Ordinal) || line.Contains(",\"=", StringComparison.Ordinal));
        Assert.That(formulas, Is.Empty, "a formula");
    }

    [Test]
    public void Fault72_EnvironmentIsNowhereAndFilesAreTheOwnersAlone()
    {
        using var hpo = new Hpo();
        Assert.That(Run(hpo).ExitCode, Is.Zero);
        foreach (var file in Directory.EnumerateFiles(hpo.Run, "*", SearchOption.AllDirectories))
        {
            Assert.That(File.ReadAllText(file), Does.Not.Contain(Secret), file);
            var forPeople = Path.GetExtension(file) is ".html" or ".svg" or ".png";
            if (!OperatingSystem.IsWindows() && !forPeople)
                Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite), file);
        }
    }

    [Test]
    public void Fault72_EscapeSequences_NeverReachTheTerminal()
    {
        using var hpo = new Hpo();
        hpo.Write("d.csv", "a\u001b[2Jb,target\n1,x\n2,\u001b]0;owned\u0007y\n1,x\n2,z\u009b31m\n");
        var validated = hpo.Call("validate", hpo.Write("e.yaml", "data: {file: d.csv, target: tarjet}\n"));
        var run = hpo.Call(
            "run", hpo.Write("f.yaml", "data: {file: d.csv, target: target, task: classification}\nvalidation: {folds: 2}\n"),
            "--progress", "plain");
        var initialized = hpo.Call("init", Path.Combine(hpo.Folder, "d.csv"), "--target", "\u001b[31mno");
        foreach (var shown in (string[])[validated.Output, validated.Error, run.Output, run.Error, initialized.Output, initialized.Error])
            Assert.That(shown.Where(letter => char.IsControl(letter) && letter != '\n'), Is.Empty, shown);
        Assert.That(run.ExitCode, Is.Not.Zero.And.Not.EqualTo(1));
    }

    [TestCase("../../escaped")]
    [TestCase("/tmp/escaped")]
    [TestCase("a/../../escaped")]
    [TestCase("..")]
    public void Fault66_NameThatIsAPath_WritesNothingAnywhere(string name)
    {
        using var hpo = new Hpo();
        hpo.Write("d.csv", File.ReadAllText(Path.Combine(Hpo.Experiments, "data", "iris.csv")));
        var before = Directory.GetFileSystemEntries(hpo.Folder).Length;
        var ended = hpo.Call("run", hpo.Write("e.yaml", $"name: {name}\ndata: {{file: d.csv, target: target}}\n"));
        Assert.That(ended.ExitCode, Is.EqualTo(2), ended.Error);
        Assert.That(ended.Error, Does.Contain("is not allowed; a name is a letter or digit"));
        Assert.That(Directory.GetFileSystemEntries(hpo.Folder), Has.Length.EqualTo(before + 1), "the experiment file alone");
    }
}
