namespace HpoRunner.Tests;

/// <summary>A trainer without data: run, report and refusals, with the real executable.</summary>
[Category("Process")]
internal sealed class SurfaceTests
{
    private const string Ravine =
        """
        trainer: {surface: ravine}
        validation: {repeats: 2}
        search: {method: grid}
        parameters: {optimizer: [sgd, momentum, adam, newton], learning_rate: [0.001, 0.1], start_spread: 0.1, epochs: 60}

        """;

    [Test]
    public void Run_OneAndThreeWorkers_GiveTheSameTrialsPathsAndRefusals()
    {
        using var hpo = new Hpo();
        hpo.Write("r.yaml", Ravine);
        var ended = hpo.Call("run", "r.yaml", "--workers", "1");
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        var first = hpo.Trials;
        Assert.That(hpo.Call("run", "r.yaml", "--workers", "3").ExitCode, Is.Zero);
        Assert.That(hpo.Trials, Is.EqualTo(first));
        var charts = Directory.EnumerateFiles(Path.Combine(hpo.Run, "charts")).Select(path => Path.GetFileName(path)!).ToList();
        Assert.That(charts, Has.Some.EndsWith("-paths.svg").And.Some.EndsWith("-height.svg"));
        Assert.That(File.ReadAllText(Path.Combine(hpo.Run, "report.html")), Does.Contain("Paths over the surface").And.Not.Contain("test rows"));
        var predicted = hpo.Call("predict", "latest", "r.yaml");
        Assert.That(predicted.ExitCode, Is.EqualTo(2));
        Assert.That(predicted.Error, Does.Contain("a surface leaves no model"));
        var check = hpo.Call("check-gradients", "r.yaml");
        Assert.That(check.ExitCode, Is.EqualTo(2));
        Assert.That(check.Error, Does.Contain("no network to check"));
    }

    [Test]
    public void Resume_MoreTrials_GoesOn()
    {
        using var hpo = new Hpo();
        hpo.Write("d.yaml", "trainer: {surface: saddle}\nbudget: {trials: 3}\n");
        Assert.That(hpo.Call("run", "d.yaml").ExitCode, Is.Zero);
        var before = hpo.Trials;
        var ended = hpo.Call("resume", "--trials", "6");
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        Assert.That(hpo.Trials, Does.StartWith(before));
        Assert.That(hpo.Trials.Count(letter => letter == '\n'), Is.EqualTo(1 + 7));
    }
}
