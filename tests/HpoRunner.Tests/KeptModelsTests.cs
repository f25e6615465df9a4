using System.Globalization;

namespace HpoRunner.Tests;

/// <summary>
/// <c>final.keep_models</c> with the real executable: which models there are, that they predict, and that a kill changes none.
/// </summary>
[Category("Process")]
internal sealed class KeptModelsTests
{
    private const int Kill = 9;

    private const string Three = """
        data: {file: d.csv, target: target}
        validation: {folds: 3}
        parameters: {epochs: 40, batch_size: 4, hidden: "8", learning_rate: {min: 1e-3, max: 1e-1, scale: log}}
        budget: {trials: 8}
        final: {keep_models: 3}
        """;

    private static readonly string[] Run = ["run", "e.yaml", "--workers", "2", "--progress", "none"];

    [Test]
    public void Run_KeepsTheModelsOfTheBestTrials_AndTheyPredict()
    {
        using var hpo = Prepared();
        var ended = hpo.Call(Run);
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        var best = Best(hpo);
        Assert.That(Kept(hpo).Keys.Select(path => path.Split('/')[0]).Distinct(), Is.EquivalentTo(best.Select(trial => $"trial-{trial}")));
        Assert.That(Kept(hpo), Has.Count.EqualTo(3 * 3 * 2));
        var rows = hpo.Call("predict", "latest", "d.csv", "--trial", best[1].ToString(CultureInfo.InvariantCulture));
        Assert.That(rows.ExitCode, Is.Zero, rows.Error);
        var truth = File.ReadLines(Path.Combine(hpo.Folder, "d.csv")).Skip(1).Select(line => line.Split(',')[^1]);
        var right = rows.Output.TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(',')[1]).Zip(truth)
            .Count(pair => pair.First == pair.Second);
        // The best few tell the three irises apart but for a handful of the 150.
        Assert.That(right, Is.GreaterThan(130));
    }

    [Test]
    public void Predict_TrialThatIsNotKept_SaysWhichAre_Exit2()
    {
        using var hpo = Prepared();
        hpo.Call(Run);
        var other = Enumerable.Range(0, 9).Except(Best(hpo)).First();
        var ended = hpo.Call("predict", "latest", "d.csv", "--trial", other.ToString(CultureInfo.InvariantCulture));
        Assert.That(ended.ExitCode, Is.EqualTo(2));
        Assert.That(
            ended.Error,
            Does.Contain($"keeps no models of trial {other}; kept are those of trial {string.Join(", ", Best(hpo).Order())}"));
    }

    [Test]
    public void Kill9_InTheMidst_ResumeLeavesTheSameModels()
    {
        using var undisturbed = Prepared();
        Assert.That(undisturbed.Call(Run).ExitCode, Is.Zero);
        using var hpo = Prepared();
        foreach (var records in (int[])[12, 40])
        {
            using var running = records == 12 ? hpo.Start(Run) : hpo.Start("resume", "--progress", "none");
            running.WaitUntil(() => hpo.Records >= records);
            running.Signal(Kill);
            running.WaitForEnd();
        }
        Assert.That(hpo.Call("resume", "--progress", "none").ExitCode, Is.Zero);
        Assert.That(Kept(hpo), Is.EqualTo(Kept(undisturbed)));
        Assert.That(Directory.GetDirectories(hpo.Run, ".model-*"), Is.Empty);
    }

    private static Hpo Prepared()
    {
        var hpo = new Hpo();
        hpo.Write("d.csv", File.ReadAllText(Path.Combine(Hpo.Experiments, "data", "iris.csv")));
        hpo.Write("e.yaml", Three);
        return hpo;
    }

    /// <summary>The first three of trials.csv by mean, the lower number first among equals.</summary>
    private static List<int> Best(Hpo hpo)
    {
        var lines = hpo.Trials.TrimEnd('\n').Split('\n').Select(line => line.Split(',')).ToList();
        var mean = Array.IndexOf(lines[0], "mean");
        return
        [
            .. lines.Skip(1).OrderByDescending(cells => double.Parse(cells[mean], NumberStyles.Float, CultureInfo.InvariantCulture))
                .Take(3).Select(cells => int.Parse(cells[0], CultureInfo.InvariantCulture)),
        ];
    }

    /// <summary>Each file under models/ and its bytes as text.</summary>
    private static Dictionary<string, string> Kept(Hpo hpo)
    {
        var models = Path.Combine(hpo.Run, "models");
        return Directory.EnumerateFiles(models, "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(models, path), path => Convert.ToHexString(File.ReadAllBytes(path)));
    }
}
