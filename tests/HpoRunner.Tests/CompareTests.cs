using System.Globalization;
using System.Text.Json;

namespace HpoRunner.Tests;

/// <summary><c>hpo compare</c> and <c>hpo export</c> on real runs.</summary>
[Category("Process")]
internal sealed class CompareTests
{
    private static readonly string Iris = Path.Combine(Hpo.Experiments, "iris.yaml");

    [Test]
    public void Compare_SameSplits_IsPairedFoldByFold()
    {
        using var hpo = new Hpo();
        var (first, second) = (Run(hpo, "--set", "epochs=2"), Run(hpo, "--set", "epochs=60"));
        var ended = hpo.Call("compare", first, second, "--json", "--html", "page.html");
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        using var json = JsonDocument.Parse(ended.Output);
        Assert.That(json.RootElement.GetProperty("paired").GetBoolean());
        var winners = json.RootElement.GetProperty("winners");
        var differences = Folds(hpo, first, winners.GetProperty("first").GetInt32())
            .Zip(Folds(hpo, second, winners.GetProperty("second").GetInt32()), (a, b) => a - b)
            .ToList();
        var mean = differences.Average();
        var variance = differences.Sum(difference => (difference - mean) * (difference - mean)) / (differences.Count - 1);
        // Nadeau and Bengio 2003: s²(1/J + 1/(k − 1)), here J = k = 5.
        Assert.That(
            winners.GetProperty("test").GetProperty("standardError").GetDouble(),
            Is.EqualTo(Math.Sqrt(variance * (1.0 / 5 + 1.0 / 4))).Within(1e-12));
        Assert.That(winners.GetProperty("gap").GetDouble(), Is.EqualTo(mean).Within(1e-12));
        var page = File.ReadAllText(Path.Combine(hpo.Folder, "page.html"));
        Assert.That(page, Does.Contain($"ahead on {differences.Count(difference => difference > 0)} of 5 folds"));
        Assert.That(page, Does.Contain(Path.GetFileName(first)).And.Contain("Nadeau and Bengio")
            .And.Not.Contain("<script").And.Not.Contain("http://").And.Not.Contain("https://"));
        Assert.That(
            hpo.Call("compare", first, second).Output,
            Does.Contain("winners").And.Contain(json.RootElement.GetProperty("verdict").GetString()!));
    }

    [Test]
    public void Compare_OtherSplits_SaysWhyItCannotPair()
    {
        using var hpo = new Hpo();
        var ended = hpo.Call("compare", Run(hpo, "--seed", "1"), Run(hpo, "--seed", "2"));
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        Assert.That(ended.Output, Does.Contain("cannot be paired: the runs have different splits"));
    }

    [Test]
    public void Compare_OtherMetric_Exit2()
    {
        using var hpo = new Hpo();
        var first = Run(hpo);
        Assert.That(hpo.Call("run", Path.Combine(Hpo.Experiments, "diabetes.yaml"), "--trials", "1").ExitCode, Is.Zero);
        var ended = hpo.Call("compare", first, Directory.GetDirectories(Path.Combine(hpo.Results, "diabetes"))[0]);
        Assert.That(ended.ExitCode, Is.EqualTo(2));
        Assert.That(ended.Error, Does.Contain("accuracy").And.Contain("rmse"));
    }

    [Test]
    public void Export_CsvAndJson_HoldTheSameTrials()
    {
        using var hpo = new Hpo();
        Run(hpo);
        var rows = hpo.Call("export").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        Assert.That(hpo.Call("export", "--format", "json", "-o", "out.json").Output, Is.Empty);
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(hpo.Folder, "out.json")));
        var trials = json.RootElement.GetProperty("trials").EnumerateArray().ToList();
        Assert.That(rows.Count - 1, Is.EqualTo(trials.Count));
        foreach (var (row, trial) in rows.Skip(1).Zip(trials))
        {
            string Cell(string name) => row[Array.IndexOf(rows[0], name)];
            Assert.That(Cell("trial"), Is.EqualTo(trial.GetProperty("trial").GetRawText()));
            Assert.That(Cell("mean"), Is.EqualTo(trial.GetProperty("mean").GetRawText()));
            Assert.That(Cell("chance_best"), Is.EqualTo(trial.GetProperty("ranking").GetProperty("chanceBest").GetRawText()).IgnoreCase);
            Assert.That(Cell("hidden"), Is.EqualTo(trial.GetProperty("parameters").GetProperty("hidden").GetString()));
            Assert.That(
                double.Parse(Cell("mean_log_loss"), CultureInfo.InvariantCulture),
                Is.EqualTo(trial.GetProperty("metrics").GetProperty("log_loss").GetDouble()));
        }
    }

    private static string Run(Hpo hpo, params string[] more)
    {
        var ended = hpo.Call(["run", Iris, "--trials", "2", "--workers", "1", "--progress", "none", .. more]);
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        return Directory.GetDirectories(Path.Combine(hpo.Results, "iris")).MaxBy(Directory.GetCreationTimeUtc)!;
    }

    private static double[] Folds(Hpo hpo, string run, int trial)
    {
        using var json = JsonDocument.Parse(hpo.Call("export", run, "--format", "json").Output);
        return [.. json.RootElement.GetProperty("trials")[trial].GetProperty("folds").EnumerateArray().Select(fold => fold.GetDouble())];
    }
}
