namespace HpoRunner.Tests;

/// <summary>A run that is steered from another terminal, with the real executable on both sides.</summary>
[Category("Process")]
internal sealed class SteerTests
{
    private static readonly string Wine = Path.Combine(Hpo.Experiments, "wine.yaml");

    // Long enough that it never ends by itself while a test steers it.
    private static readonly string[] Endless =
        ["run", Wine, "--trials", "5000", "--workers", "2", "--set", "epochs=300", "--set", "batch_size=4", "--progress", "plain"];

    [Test]
    public void Stop_FinishesWhatRuns_AndResumeGoesOn()
    {
        using var hpo = new Hpo();
        using var running = hpo.Start(Endless);
        running.WaitUntil(() => Types(hpo, "evaluation.ended") >= 4);
        var asked = hpo.Call("stop");
        Assert.That(asked.ExitCode, Is.Zero, asked.Error);
        var ended = running.WaitForEnd();
        Assert.That(ended.ExitCode, Is.EqualTo(130), ended.Error);
        Assert.That(ended.Output, Does.Contain("interrupted"));
        Assert.That(Directory.GetFiles(Path.Combine(hpo.Run, "requests")), Is.Empty);
    }

    [Test]
    public void StopNow_DoesNotWaitForWhatRuns()
    {
        using var hpo = new Hpo();
        using var running = hpo.Start([
            "run", Wine, "--trials", "9", "--workers", "2", "--set", "epochs=1000000", "--set", "batch_size=1", "--progress",
            "plain",
        ]);
        running.WaitUntil(() => Types(hpo, "evaluation.started") >= 2);
        Assert.That(hpo.Call("stop", "--now").ExitCode, Is.Zero);
        Assert.That(running.WaitForEnd().ExitCode, Is.EqualTo(130));
    }

    [Test]
    public void Finish_EndsTheSearchButRefitsTestsAndReports()
    {
        using var hpo = new Hpo();
        using var running = hpo.Start(Endless);
        running.WaitUntil(() => Types(hpo, "evaluation.ended") >= 12);
        Assert.That(hpo.Call("finish", "latest").ExitCode, Is.Zero);
        var ended = running.WaitForEnd();
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        Assert.That(Types(hpo, "winner.frozen"), Is.EqualTo(1));
        Assert.That(File.ReadAllText(Path.Combine(hpo.Run, "summary.json")), Does.Contain("finished on request"));
        Assert.That(File.Exists(Path.Combine(hpo.Run, "report.html")));
    }

    [Test]
    public void Skip_TrialThatRuns_IsStoppedAndTheSearchGoesOn()
    {
        using var hpo = new Hpo();
        using var running = hpo.Start([
            "run", Wine, "--trials", "2", "--workers", "1", "--set", "epochs=1000000", "--set", "batch_size=1", "--set",
            "learning_rate=[0.001, 0.0001]", "--progress", "plain",
        ]);
        running.WaitUntil(() => Types(hpo, "evaluation.started") >= 1);
        for (var trial = 0; trial < 3; trial++)
        {
            var number = trial.ToString(System.Globalization.CultureInfo.InvariantCulture);
            running.WaitUntil(() => Types(hpo, "trial.proposed") > int.Parse(number, System.Globalization.CultureInfo.InvariantCulture));
            Assert.That(hpo.Call("skip", "latest", number).ExitCode, Is.Zero);
            running.WaitUntil(() => Types(hpo, "trial.skipped") > int.Parse(number, System.Globalization.CultureInfo.InvariantCulture));
            if (trial < 2)
                Assert.That(hpo.Call("skip", "latest", number).Error, Does.Contain("stopped already"));
        }
        // Nothing completed, so there is no winner.
        Assert.That(running.WaitForEnd().ExitCode, Is.EqualTo(4));
        Assert.That(
            hpo.Trials.Split('\n').Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')[1]),
            Is.EqualTo((string[])["stopped", "stopped", "stopped"]));
    }

    [Test]
    public void Workers_MoreAndFewer_TheRunGoesOnWithThem()
    {
        using var hpo = new Hpo();
        using var running = hpo.Start(Endless);
        running.WaitUntil(() => Types(hpo, "evaluation.ended") >= 2);
        Assert.That(hpo.Call("workers", "latest", "3").ExitCode, Is.Zero);
        running.WaitUntil(() => Started(hpo, worker: 3) > 0);
        Assert.That(hpo.Call("workers", "latest", "1").ExitCode, Is.Zero);
        running.WaitUntil(() => Types(hpo, "workers.changed") == 2);
        var others = Started(hpo, worker: 2) + Started(hpo, worker: 3);
        var before = Started(hpo, worker: 1);
        running.WaitUntil(() => Started(hpo, worker: 1) > before + 3);
        Assert.That(Started(hpo, worker: 2) + Started(hpo, worker: 3), Is.EqualTo(others));
        Assert.That(hpo.Call("stop", "--now").ExitCode, Is.Zero);
        running.WaitForEnd();
        Assert.That(hpo.Call("workers", "latest", "0").ExitCode, Is.EqualTo(2));
    }

    [Test]
    public void Logs_OfATrial_NameItsAttempts()
    {
        using var hpo = new Hpo();
        hpo.Call("run", Wine, "--trials", "1", "--set", "epochs=2");
        var logs = hpo.Call("logs", "latest", "1");
        Assert.That(logs.ExitCode, Is.Zero, logs.Error);
        Assert.That(logs.Output, Does.Contain("1.0.0 attempt 1 on worker").And.Contain("completed after"));
        Assert.That(hpo.Call("logs", "latest", "77").ExitCode, Is.EqualTo(2));
    }

    [TestCase("stop")]
    [TestCase("finish")]
    [TestCase("workers", "latest", "2")]
    public void Steering_WithoutCoordinator_SaysSoAndHowToGoOn(params string[] command)
    {
        using var hpo = new Hpo();
        hpo.Call("run", Wine, "--trials", "1", "--set", "epochs=2");
        var asked = hpo.Call(command);
        Assert.That(asked.ExitCode, Is.EqualTo(2));
        Assert.That(
            asked.Error,
            Does.Contain("is finished, so there is nobody to ask; 'hpo resume ").And.Contain(" --trials N' gives it more"));
        Assert.That(Directory.Exists(Path.Combine(hpo.Run, "requests")), Is.False);
    }

    [Test]
    public void Stopped_WithARunningCoordinatorAndWithout_EachCommandSaysHowToGoOn()
    {
        using var hpo = new Hpo();
        using var running = hpo.Start("run", Wine, "--trials", "5000", "--workers", "1", "--progress", "plain");
        running.WaitUntil(() => hpo.Records > 10);
        Assert.That(hpo.Call("status").Output, Does.Contain($"coordinated by process {running.Id} on "));
        Assert.That(hpo.Call("resume").Error, Does.Contain("'hpo status' says how far it is, 'hpo stop' ends it"));
        Assert.That(hpo.Call("stop", "--now").ExitCode, Is.Zero);
        var ended = running.WaitForEnd();
        Assert.That(ended.Error, Does.Contain("! stopping now: what runs is broken off").And.Not.Contain("is being finished"));

        Assert.That(
            hpo.Call("workers", "latest", "2").Error,
            Does.Contain("nobody coordinates").And.Contain("--workers 2' goes on with as many"));
        var proposed = hpo.Call("finish").Error;
        Assert.That(proposed, Does.Contain(" --for 1s' refits, tests and reports what is there"));
        var words = proposed.Split('\'')[1].Split(' ')[1..];
        var finished = hpo.Call(words);
        Assert.That(finished.ExitCode, Is.Zero, finished.Error);
        Assert.That(finished.Output, Does.Contain(" finished at ").And.Contain("never seen before"));
        var fewer = hpo.Call("resume", "--trials", "1");
        Assert.That((fewer.ExitCode, fewer.Error), Is.EqualTo((2, fewer.Error)));
        Assert.That(fewer.Error, Does.Contain("hpo: --trials 1: ").And.Contain("give a larger number"));
    }

    [Test]
    public void Resume_SourceFileWasEdited_SaysWhatIsNotTakenUpAndWhereTo()
    {
        using var hpo = new Hpo();
        var text = $"data: {{file: '{Path.Combine(Hpo.Experiments, "data", "wine.csv")}', target: target}}\n"
            + "parameters: {epochs: 2}\nbudget: {trials: 1}\n";
        var file = hpo.Write("mine.yaml", text);
        Assert.That(hpo.Call("run", file).ExitCode, Is.Zero);
        hpo.Write("mine.yaml", "# a remark\n" + text);
        Assert.That(hpo.Call("resume").Error, Does.Not.Contain("edited"));
        hpo.Write("mine.yaml", text.Replace("trials: 1", "trials: 7", StringComparison.Ordinal));
        Assert.That(
            hpo.Call("resume").Error,
            Does.Contain("mine.yaml was edited since the run began").And.Contain("  - budget: {trials: 1}\n  + budget: {trials: 7}\n")
                .And.Contain("experiment.yaml, or by --trials"));
    }

    [Test]
    public void Run_InAFolderOfItsOwn_ProposesCommandsThatFindIt()
    {
        using var hpo = new Hpo();
        var elsewhere = Path.Combine(hpo.Folder, "other runs");
        var ended = hpo.Call("run", Wine, "--trials", "1", "--set", "epochs=2", "--results", elsewhere);
        var run = Directory.EnumerateDirectories(Path.Combine(elsewhere, "wine")).Single();
        Assert.That(ended.Output, Does.Contain($"hpo top \"{Path.GetRelativePath(hpo.Folder, run)}\""));
        Assert.That(hpo.Call("top", Path.GetRelativePath(hpo.Folder, run)).ExitCode, Is.Zero);
    }

    [Test]
    public void Retry_NothingFailed_SaysSo()
    {
        using var hpo = new Hpo();
        hpo.Call("run", Wine, "--trials", "1", "--set", "epochs=2");
        var asked = hpo.Call("retry", "latest", "--failed");
        Assert.That((asked.ExitCode, asked.Error.Contains("has failed for good", StringComparison.Ordinal)), Is.EqualTo((2, true)));
    }

    [Test]
    public void FirstFiveFailAlike_Exit4WithTheReason_AndRetryAndResumeTryThemAgain()
    {
        using var hpo = new Hpo();
        // Every evaluation needs longer than its timeout.
        var experiment = hpo.Write("slow.yaml", $"data: {{file: '{Path.Combine(Hpo.Experiments, "data", "wine.csv")}', target: target}}\n"
            + "parameters: {epochs: 1000000, batch_size: 1, learning_rate: {min: 0.0001, max: 0.001, scale: log}}\n"
            + "workers: {count: 2, timeout: 1s, retries: 0}\n");
        var ended = hpo.Call("run", experiment);
        Assert.That(ended.ExitCode, Is.EqualTo(4), ended.Error);
        Assert.That(ended.Output + ended.Error, Does.Contain("the first 5 evaluations all failed alike").And.Contain("timeout"));
        Assert.That(hpo.Call("retry", "latest", "--failed").Output, Does.Contain("hpo resume"));
        Assert.That(hpo.Call("resume").ExitCode, Is.EqualTo(4));
        Assert.That(Types(hpo, "failed.reopened"), Is.EqualTo(1));
    }

    private static int Types(Hpo hpo, string type) =>
        Journal(hpo).Count(line => line.Contains($"\"type\":\"{type}\"", StringComparison.Ordinal));

    private static int Started(Hpo hpo, int worker) =>
        Journal(hpo)
            .Count(line =>
                line.Contains("\"type\":\"evaluation.started\"", StringComparison.Ordinal)
                && line.Contains(FormattableString.Invariant($"\"worker\":{worker},"), StringComparison.Ordinal));

    private static string[] Journal(Hpo hpo) => hpo.JournalText.Split('\n');
}
