using System.Text.Json;

namespace HpoRunner.Tests;

/// <summary>The winner's model on disk, and what it predicts.</summary>
[Category("Process")]
internal sealed class BestTests
{
    private const int Kill = 9;
    private static readonly string Wine = Path.Combine(Hpo.Experiments, "wine.yaml");

    [Test]
    public void Run_LeavesModelPreprocessingAndCard()
    {
        using var hpo = new Hpo();
        Assert.That(hpo.Call("run", Wine, "--trials", "3").ExitCode, Is.Zero);
        var best = Path.Combine(hpo.Run, "best");
        Assert.That(
            Directory.GetFiles(best).Select(Path.GetFileName),
            Is.EquivalentTo((string[])["model.safetensors", "preprocessing.json", "model-card.md"]));
        Assert.That(Directory.GetDirectories(hpo.Run, ".model-*"), Is.Empty);
        var card = File.ReadAllText(Path.Combine(best, "model-card.md"));
        using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(hpo.Run, "summary.json")));
        var trial = summary.RootElement.GetProperty("best").GetProperty("trial").GetInt32();
        Assert.That(card, Does.Contain($"trial {trial}").And.Contain("test rows that no training saw").And.Contain("corrected")
            .And.Contain("hpo predict " + Path.GetFileName(hpo.Run)));
        var test = summary.RootElement.GetProperty("test").GetProperty("best").GetDouble();
        Assert.That(card, Does.Contain(test.ToString("F4", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Test]
    public void Run_WithoutTestRows_StillRefitsTheWinner()
    {
        using var hpo = new Hpo();
        hpo.Write("d.csv", File.ReadAllText(Path.Combine(Hpo.Experiments, "data", "iris.csv")));
        var experiment = hpo.Write(
            "e.yaml",
            "data: {file: d.csv, target: target, test: none}\n"
            + "parameters: {epochs: 3, learning_rate: [0.01, 0.1]}\nsearch: {method: grid}\n");
        var ended = hpo.Call("run", experiment);
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        Assert.That(
            File.ReadAllText(Path.Combine(hpo.Run, "best", "model-card.md")),
            Does.Contain("no score on rows that the search did not see").And.Contain("trained again on all rows."));
        Assert.That(File.ReadAllText(Path.Combine(hpo.Run, "summary.json")), Does.Contain("\"test\": null"));
        Assert.That(hpo.Call("predict", "latest", "d.csv").Output.Split('\n'), Has.Length.EqualTo(1 + 150 + 1));
    }

    [Test]
    public void Kill9_OnceTheWinnerIsFrozen_ResumeLeavesTheSameModel()
    {
        using var undisturbed = new Hpo();
        string[] run = ["run", Wine, "--trials", "2", "--set", "epochs=400", "--set", "batch_size=2", "--seed", "3", "--workers", "1",
            "--progress", "none"];
        Assert.That(undisturbed.Call(run).ExitCode, Is.Zero);
        using var hpo = new Hpo();
        using (var running = hpo.Start(run))
        {
            running.WaitUntil(() => hpo.JournalText.Contains("winner.frozen", StringComparison.Ordinal));
            running.Signal(Kill);
            running.WaitForEnd();
        }
        Directory.CreateDirectory(Path.Combine(hpo.Run, ".model-0.final-1"));
        Directory.CreateDirectory(Path.Combine(hpo.Run, "best"));
        hpo.Write(Path.Combine(hpo.Run, "best", "half"), "of an earlier try");
        Assert.That(hpo.Call("resume").ExitCode, Is.Zero);
        Assert.That(
            File.ReadAllBytes(Path.Combine(hpo.Run, "best", "model.safetensors")),
            Is.EqualTo(File.ReadAllBytes(Path.Combine(undisturbed.Run, "best", "model.safetensors"))));
        Assert.That(File.Exists(Path.Combine(hpo.Run, "best", "model-card.md")));
        Assert.That(File.Exists(Path.Combine(hpo.Run, "best", "half")), Is.False);
        Assert.That(Directory.GetDirectories(hpo.Run, ".model-*"), Is.Empty);
    }

    [Test]
    public void Report_LeavesBestAlone()
    {
        using var hpo = new Hpo();
        hpo.Call("run", Wine, "--trials", "1");
        var mark = Path.Combine(hpo.Run, "best", "note.txt");
        File.WriteAllText(mark, "mine");
        Assert.That(hpo.Call("report").ExitCode, Is.Zero);
        Assert.That(File.ReadAllText(mark), Is.EqualTo("mine"));
    }

    [Test]
    public void Run_TestRowsThatTrainingWouldChokeOn_AreInNoTrainingBeforeTheWinnerIsFrozen()
    {
        using var hpo = new Hpo();
        var experiment = hpo.Write(
            "e.yaml",
            "data: {file: d.csv, target: target}\npreprocessing: {scale: none}\n"
            + "parameters: {optimizer: sgd, epochs: 3, learning_rate: [0.01, 0.1]}\nsearch: {method: grid}\n");
        var lines = File.ReadAllLines(Path.Combine(Hpo.Experiments, "data", "iris.csv"));
        hpo.Write("d.csv", string.Join('\n', lines) + "\n");
        hpo.Call("run", experiment);
        var rows = FinalFits(hpo)[0].Rows;
        // One such row makes a training diverge, and a row that validates one fold trains the others; so a completed trial saw none.
        foreach (var row in rows)
            lines[row + 1] = "3e38,3e38,-3e38,3e38," + lines[row + 1].Split(',')[^1];
        hpo.Write("d.csv", string.Join('\n', lines) + "\n");
        Directory.Delete(hpo.Results, recursive: true);
        hpo.Call("run", experiment);
        var records = File.ReadAllLines(Path.Combine(hpo.Run, "journal.jsonl"));
        var frozen = Array.FindIndex(records, record => record.Contains("\"type\":\"winner.frozen\"", StringComparison.Ordinal));
        var ended = Array.FindAll(records[..frozen], record => record.Contains("\"type\":\"evaluation.ended\"", StringComparison.Ordinal));
        Assert.That(ended, Is.Not.Empty);
        Assert.That(ended, Has.All.Contains("\"state\":\"completed\""));
        Assert.That(ended, Has.None.Contains(".final"));

        // The same rows do hurt where they are read: without test rows, every fold meets some.
        var all = hpo.Write(
            "all.yaml",
            File.ReadAllText(experiment).Replace("target: target", "target: target, test: none", StringComparison.Ordinal));
        Assert.That(hpo.Call("run", all).ExitCode, Is.EqualTo(4));
    }

    /// <summary>Rows and predictions of the journalled final fits.</summary>
    internal static List<(int Trial, int[] Rows, double[] Predicted)> FinalFits(Hpo hpo)
    {
        var fits = new List<(int, int[], double[])>();
        foreach (var line in File.ReadLines(Path.Combine(hpo.Run, "journal.jsonl"))
                .Where(line => line.Contains("\"finalFit\"", StringComparison.Ordinal)))
        {
            using var record = JsonDocument.Parse(line);
            var fit = record.RootElement.GetProperty("result").GetProperty("finalFit");
            var trial = int.Parse(
                record.RootElement.GetProperty("evaluation").GetString()!.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture);
            int[] rows = [.. fit.GetProperty("rows").EnumerateArray().Select(row => row.GetInt32())];
            double[] predicted = [.. fit.GetProperty("predicted").EnumerateArray().Select(value => value.GetDouble())];
            fits.Add((trial, rows, predicted));
        }
        return fits;
    }
}
