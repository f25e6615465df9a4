using System.Globalization;

namespace HpoRunner.Tests;

/// <summary><c>final.confirm</c>: the best few again on fresh repeats before one of them is frozen.</summary>
[Category("Process")]
internal sealed class ConfirmTests
{
    private const int Kill = 9;

    private const string Experiment = """
        data: {file: d.csv, target: target}
        validation: {folds: 3}
        search: {method: grid}
        parameters: {epochs: 40, batch_size: 2, learning_rate: [0.001, 0.002, 0.003, 0.005, 0.01]}
        final: {confirm: {top: 3, repeats: 2}}
        """;

    [Test]
    public void Confirm_ChoosesTheBestMeanOverAllScoresOfTheBestThree()
    {
        using var hpo = Prepared();
        var ended = hpo.Call("run", "e.yaml", "--workers", "2");
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        var header = hpo.Trials.Split('\n')[0].Split(',');
        var rows = hpo.Trials.Split('\n')[1..^1].Select(line => line.Split(',')).ToList();
        double Cell(string[] row, string name) =>
            double.Parse(row[Array.IndexOf(header, name)], NumberStyles.Float, CultureInfo.InvariantCulture);
        var finalists = rows.Where(row => row[Array.IndexOf(header, "confirmed_mean")].Length > 0).ToList();
        var best = rows.OrderByDescending(row => Cell(row, "mean")).ThenBy(row => Cell(row, "trial")).Take(3).Select(row => row[0]);
        Assert.That(finalists.Select(row => row[0]), Is.EquivalentTo(best));
        foreach (var row in finalists)
        {
            string[] scores = ["fold_1", "fold_2", "fold_3", "confirm_1", "confirm_2", "confirm_3", "confirm_4", "confirm_5", "confirm_6"];
            Assert.That(Cell(row, "confirmed_mean"), Is.EqualTo(scores.Average(name => Cell(row, name))).Within(1e-12));
        }
        var winner = finalists.OrderByDescending(row => Cell(row, "confirmed_mean")).ThenBy(row => Cell(row, "trial")).First()[0];
        Assert.That(
            Journal(hpo),
            Does.Contain($"\"type\":\"winner.frozen\",\"trial\":{winner},").Or.Contain($"\"type\":\"winner.frozen\",\"trial\":{winner}}}"));
        Assert.That(ended.Output, Does.Contain($"Confirmed on 2 fresh repeats: trial {winner} "));
        var continued = ended.Output.Split('\n').Where(line => line.StartsWith("            ", StringComparison.Ordinal)).ToList();
        Assert.That(continued, Has.Count.GreaterThan(2).And.All.Length.LessThanOrEqualTo(80), "long sentences are wrapped");
        Assert.That(File.ReadAllText(Path.Combine(hpo.Run, "report.html")), Does.Contain("Confirmed on 2 fresh repeats"));
        Assert.That(File.ReadAllText(Path.Combine(hpo.Run, "best", "model-card.md")), Does.Contain("Confirmed on 2 fresh repeats"));
        Assert.That(File.ReadAllText(Path.Combine(hpo.Run, "summary.json")), Does.Contain("\"confirmedScore\": 0."));
        Assert.That(File.ReadAllLines(Path.Combine(hpo.Run, "ranking.csv"))[1], Does.StartWith($"1,{winner},"));
        Assert.That(BestTests.FinalFits(hpo).Select(fit => fit.Trial.ToString(CultureInfo.InvariantCulture)), Does.Contain(winner));
    }

    [Test]
    public void Confirm_KilledInTheMiddle_ResumeGivesTheSameTrials()
    {
        using var undisturbed = Prepared();
        Assert.That(undisturbed.Call("run", "e.yaml", "--workers", "1", "--progress", "none").ExitCode, Is.Zero);
        using var hpo = Prepared();
        using (var running = hpo.Start("run", "e.yaml", "--workers", "2", "--progress", "none"))
        {
            running.WaitUntil(() => Directory.Exists(hpo.Results)
                && Directory.GetFiles(hpo.Results, "journal.jsonl", SearchOption.AllDirectories)
                    .Any(path => !path.Contains(".tmp", StringComparison.Ordinal))
                && Journal(hpo).Split("\"finalists.chosen\"") is [_, var rest]
                && rest.Contains("\"evaluation.ended\"", StringComparison.Ordinal));
            running.Signal(Kill);
            running.WaitForEnd();
        }
        Assert.That(hpo.Call("resume").ExitCode, Is.Zero);
        Assert.That(hpo.Trials, Is.EqualTo(undisturbed.Trials));
    }

    [Test]
    public void Confirm_AfterTheSearchHasUsedItsTime_StillHappens()
    {
        using var hpo = Prepared();
        var ended = hpo.Call(
            "run", "e.yaml", "--for", "2s", "--workers", "2", "--set", "epochs=1", "--set",
            "learning_rate={min: 0.001, max: 0.01, count: 500}");
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        Assert.That(ended.Output, Does.Contain("Confirmed on"));
    }

    private static Hpo Prepared()
    {
        var hpo = new Hpo();
        hpo.Write("d.csv", File.ReadAllText(Path.Combine(Hpo.Experiments, "data", "iris.csv")));
        hpo.Write("e.yaml", Experiment);
        return hpo;
    }

    /// <summary>As it stands, also while it is being written.</summary>
    private static string Journal(Hpo hpo)
    {
        using var file = new StreamReader(
            new FileStream(Path.Combine(hpo.Run, "journal.jsonl"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return file.ReadToEnd();
    }
}
