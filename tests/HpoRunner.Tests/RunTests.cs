using System.Security.Cryptography;
using System.Text.Json;

namespace HpoRunner.Tests;

[Category("Process")]
internal sealed class RunTests
{
    private static readonly string Wine = Path.Combine(Hpo.Experiments, "wine.yaml");

    [Test]
    public void Run_SmallestExample_LeavesEveryFile()
    {
        using var hpo = new Hpo();
        var ended = hpo.Call("run", Path.Combine(Hpo.Experiments, "iris.yaml"), "--trials", "4");
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        foreach (var file in (string[])["journal.jsonl", "run.lock", "owner.json", "experiment.yaml", "trials.csv", "ranking.csv",
            "evaluations.csv", "curves.csv", "summary.json", "report.html", "logs"])
            Assert.That(Path.Exists(Path.Combine(hpo.Run, file)), file);
        Assert.That(Directory.GetFiles(Path.Combine(hpo.Run, "charts"), "*.svg"), Is.Not.Empty);
        Assert.That(ended.Output, Does.Contain("best      trial").And.Contain("report.html"));
    }

    [Test]
    public void Run_Summary_HasThePromisedNames()
    {
        using var hpo = new Hpo();
        hpo.Call("run", Wine, "--trials", "3");
        using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(hpo.Run, "summary.json")));
        var names = summary.RootElement.EnumerateObject().Select(member => member.Name);
        Assert.That(names, Is.EqualTo((string[])
        [
            "run", "experiment", "state", "reason", "trials", "metric", "best", "baseline", "tiedWithBest", "beatsBaseline", "test",
            "seconds", "busyFraction", "resumed", "verdict", "advice",
        ]));
        Assert.That(summary.RootElement.GetProperty("state").GetString(), Is.EqualTo("finished"));
        Assert.That(summary.RootElement.GetProperty("trials").GetProperty("planned").GetInt32(), Is.EqualTo(4));
    }

    [Test]
    public void Run_OneTwoAndFourWorkers_SameTrials()
    {
        var hashes = ((string[])["1", "2", "4"]).Select(workers =>
        {
            using var hpo = new Hpo();
            var ended = hpo.Call("run", Wine, "--trials", "6", "--workers", workers);
            Assert.That(ended.ExitCode, Is.Zero, ended.Error);
            return Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(hpo.Run, "trials.csv"))));
        }).Distinct().ToList();
        Assert.That(hashes, Has.Count.EqualTo(1));
    }

    [Test]
    public void Run_OtherSeed_OtherTrials()
    {
        using var first = new Hpo();
        using var second = new Hpo();
        first.Call("run", Wine, "--trials", "2", "--seed", "1");
        second.Call("run", Wine, "--trials", "2", "--seed", "2");
        Assert.That(second.Trials, Is.Not.EqualTo(first.Trials));
    }

    [Test]
    public void Run_SetTurnsParametersIntoFixedOnes()
    {
        using var hpo = new Hpo();
        hpo.Call("run", Wine, "--trials", "2", "--set", "epochs=3", "--set", "batch_size=16");
        var header = hpo.Trials.Split('\n')[0].Split(',');
        var rows = hpo.Trials.Split('\n').Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')).ToList();
        Assert.That(rows.Select(row => row[Array.IndexOf(header, "epochs")]), Has.All.EqualTo("3"));
        Assert.That(rows.Select(row => row[Array.IndexOf(header, "batch_size")]), Has.All.EqualTo("16"));
    }

    [Test]
    public void Run_GarbledTestRows_LeaveTheTrialsAsTheyWere()
    {
        using var hpo = new Hpo();
        var experiment = hpo.Write(
            "e.yaml",
            "data: {file: d.csv, target: target}\nparameters: {epochs: 3, learning_rate: [0.01, 0.1]}\nsearch: {method: grid}\n");
        var lines = File.ReadAllLines(Path.Combine(Hpo.Experiments, "data", "iris.csv"));
        hpo.Write("d.csv", string.Join('\n', lines) + "\n");
        hpo.Call("run", experiment);
        var before = TrialsWithoutTest(hpo);
        foreach (var row in TestRowsOf(hpo))
            lines[row + 1] = "99,99,99,99," + lines[row + 1].Split(',')[^1];
        hpo.Write("d.csv", string.Join('\n', lines) + "\n");
        Directory.Delete(hpo.Results, recursive: true);
        hpo.Call("run", experiment);
        Assert.That(TrialsWithoutTest(hpo), Is.EqualTo(before));
    }

    [Test]
    public void Run_BadData_Exit3AndNoRun_Fault44()
    {
        using var hpo = new Hpo();
        var ended = hpo.Call("run", hpo.Write("e.yaml", "data: {file: missing.csv, target: y}\n"));
        Assert.That(ended.ExitCode, Is.EqualTo(3), ended.Error);
        Assert.That(ended.Error, Does.Contain("missing.csv"));
        Assert.That(Directory.Exists(hpo.Results), Is.False);
    }

    [Test]
    public void Run_MetricThatDoesNotFitTheTarget_Exit2()
    {
        using var hpo = new Hpo();
        hpo.Write("d.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"{i},{i * 0.37:F2}\n")));
        var ended = hpo.Call("run", hpo.Write("e.yaml", "data: {file: d.csv, target: y}\nmetric: {name: accuracy}\n"));
        Assert.That(ended.ExitCode, Is.EqualTo(2), ended.Error);
        Assert.That(ended.Error, Does.Contain("accuracy").And.Contain("rmse"));
    }

    [Test]
    public void Run_EveryTrialDiverges_Exit4WithAReport()
    {
        using var hpo = new Hpo();
        hpo.Write("d.csv", File.ReadAllText(Path.Combine(Hpo.Experiments, "data", "iris.csv")));
        var experiment = hpo.Write("e.yaml", """
            data: {file: d.csv, target: target}
            search: {method: grid}
            parameters: {optimizer: sgd, learning_rate: 100, hidden: "64-64-64", batch_size: [8, 16]}
            """);
        var ended = hpo.Call("run", experiment);
        Assert.That(ended.ExitCode, Is.EqualTo(4), ended.Output + ended.Error);
        Assert.That(File.ReadAllText(Path.Combine(hpo.Run, "report.html")), Does.Contain("diverged"));
    }

    [Test]
    public void Run_Regression_ReportsItsError()
    {
        using var hpo = new Hpo();
        var ended = hpo.Call("run", Path.Combine(Hpo.Experiments, "diabetes.yaml"), "--trials", "2");
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        Assert.That(Directory.GetFiles(Path.Combine(hpo.Run, "charts"), "*predicted-against-true.svg"), Has.Length.EqualTo(1));
    }

    [Test]
    public void Report_Again_SameBytes()
    {
        using var hpo = new Hpo();
        hpo.Call("run", Wine, "--trials", "3");
        string[] files = ["trials.csv", "ranking.csv", "evaluations.csv", "curves.csv", "summary.json", "report.html"];
        var before = files.Select(file => File.ReadAllText(Path.Combine(hpo.Run, file))).ToList();
        foreach (var file in files)
            File.Delete(Path.Combine(hpo.Run, file));
        Assert.That(hpo.Call("report").ExitCode, Is.Zero);
        Assert.That(files.Select(file => File.ReadAllText(Path.Combine(hpo.Run, file))), Is.EqualTo(before));
    }

    private static string TrialsWithoutTest(Hpo hpo) =>
        string.Join('\n', hpo.Trials.Split('\n').Select(line => line[..Math.Max(0, line.LastIndexOf(','))]));

    /// <summary>The rows that the final fit was scored on, from the journal.</summary>
    private static IEnumerable<int> TestRowsOf(Hpo hpo)
    {
        var line = File.ReadLines(Path.Combine(hpo.Run, "journal.jsonl"))
            .First(line => line.Contains("\"finalFit\"", StringComparison.Ordinal));
        using var record = JsonDocument.Parse(line);
        return [.. record.RootElement.GetProperty("result").GetProperty("finalFit").GetProperty("rows").EnumerateArray()
            .Select(row => row.GetInt32())];
    }
}
