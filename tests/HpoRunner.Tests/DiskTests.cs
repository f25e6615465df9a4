namespace HpoRunner.Tests;

/// <summary><c>budget.disk</c> with the real executable: a folder that is nearly full pauses the search, and nothing else.</summary>
[Category("Process")]
internal sealed class DiskTests
{
    private static readonly string[] Trials = ["--trials", "60", "--workers", "2", "--set", "epochs=600", "--progress", "plain"];

    [Test]
    public void FolderNearlyFull_PausesWithAMessage_AndGoesOnByItselfWhenThereIsRoom()
    {
        using var hpo = new Hpo();
        var file = Wine(hpo, "{disk: 64MiB}");
        using var running = hpo.Start(["run", file, .. Trials]);
        running.WaitUntil(() => hpo.JournalText.Contains("evaluation.started", StringComparison.Ordinal));
        var big = Path.Combine(hpo.Run, "logs", "old.log");
        using (var old = File.Create(big))
            old.SetLength(80 << 20);
        running.WaitUntil(() => hpo.JournalText.Contains("\"run.paused\"", StringComparison.Ordinal));
        Assert.That(hpo.Call("status").Output, Does.Contain("paused: the run's folder holds 8").And.Contain("of the 64MiB of budget.disk"));
        File.Delete(big);
        var ended = running.WaitForEnd();
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        Assert.That(ended.Error, Does.Contain("! paused: ").And.Contain("there is room on the disk again"));
        Assert.That(hpo.JournalText, Does.Contain("\"run.continued\""));
        using var calm = new Hpo();
        Assert.That(calm.Call(["run", Wine(calm, "{}"), .. Trials]).ExitCode, Is.Zero);
        Assert.That(hpo.Trials, Is.EqualTo(calm.Trials));
    }

    [Test]
    public void BudgetThatMayNotDo_IsSaidBeforeTheRun()
    {
        using var hpo = new Hpo();
        var ended = hpo.Call(
            "run", Wine(hpo, "{disk: 16MiB, trials: 1}"), "--set", "epochs=[1, 1000000]", "--for", "1s", "--progress", "none");
        Assert.That(ended.Error, Does.Contain("warning: up to").And.Contain("budget.disk allows 16MiB"));
    }

    private static string Wine(Hpo hpo, string budget) => hpo.Write(
        "wine.yaml",
        $$"""
        data: {file: {{Path.Combine(Hpo.Experiments, "data", "wine.csv")}}, target: target}
        parameters: {learning_rate: {min: 1e-4, max: 1e-1, scale: log}, batch_size: [4, 8]}
        budget: {{budget}}
        """);
}
