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
        Assert.That(
            File.ReadAllText(Path.Combine(hpo.Run, "report.html")),
            Does.Contain("Paths over the surface").And.Not.Contain("test rows"));
        var predicted = hpo.Call("predict", "latest", "r.yaml");
        Assert.That(predicted.ExitCode, Is.EqualTo(2));
        Assert.That(predicted.Error, Does.Contain("a surface leaves no model"));
        var check = hpo.Call("check-gradients", "r.yaml");
        Assert.That(check.ExitCode, Is.EqualTo(2));
        Assert.That(check.Error, Does.Contain("no network to check"));
    }

    /// <summary>What commands make of runs without data: they work, or say why not.</summary>
    [Test]
    public void Commands_OnRunsWithoutData_WorkOrSayWhyNot()
    {
        using var hpo = new Hpo();
        hpo.Write("r.yaml", Ravine);
        Assert.That(hpo.Call("run", "r.yaml").ExitCode, Is.Zero);
        var first = Path.GetFileName(hpo.Run);
        Assert.That(hpo.Call("run", "r.yaml", "--set", "epochs=30").ExitCode, Is.Zero);
        Assert.That(
            hpo.Call("compare", first, "latest").Output,
            Does.Contain("Scores on one surface are exact: the winner of A is ahead, "));
        hpo.Write("c.yaml", Ravine.Replace("ravine", "cliff", StringComparison.Ordinal));
        Assert.That(hpo.Call("run", "c.yaml").ExitCode, Is.Zero);
        Assert.That(
            hpo.Call("compare", first, "latest").Output,
            Does.Contain("the one goes down the surface ravine, the other the surface cliff"));
        var export = hpo.Call("export", first);
        Assert.That(export.ExitCode, Is.Zero, export.Error);
        Assert.That(export.Output.Split('\n')[0], Does.Contain("optimizer,learning_rate,start_spread,epochs,fold_1,fold_2,mean"));
        var top = hpo.Call("top", first);
        Assert.That(top.Output, Does.Contain("gap to baseline").And.Not.Contain("chance").And.Not.Contain("tied"));
        Assert.That(
            File.ReadAllText(Path.Combine(hpo.Run, "report.html")),
            Does.Contain("repeats").And.Not.Contain("luck").And.Not.Contain("tied").And.Not.Contain(" fold"));
    }

    [Test]
    public void Winner_OfASurface_RunsAlone()
    {
        using var hpo = new Hpo();
        hpo.Write("r.yaml", Ravine);
        Assert.That(hpo.Call("run", "r.yaml").ExitCode, Is.Zero);
        var score = Field(Ranking(hpo), 2);
        var page = File.ReadAllText(Path.Combine(hpo.Run, "report.html"));
        var from = page.IndexOf("<pre", StringComparison.Ordinal);
        var yaml = System.Net.WebUtility.HtmlDecode(
            page[(page.IndexOf('>', from) + 1)..page.IndexOf("</pre>", from, StringComparison.Ordinal)]);
        hpo.Write("winner.yaml", yaml + "\n");
        var ended = hpo.Call("run", "winner.yaml");
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        Assert.That(Field(Ranking(hpo), 2), Is.EqualTo(score));

        static string Ranking(Hpo hpo) => File.ReadAllText(Path.Combine(hpo.Run, "ranking.csv"));
        static string Field(string csv, int column) => csv.Split('\n')[1].Split(',')[column];
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
