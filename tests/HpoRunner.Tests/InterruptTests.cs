namespace HpoRunner.Tests;

/// <summary>Ends that nobody planned, with real signals on the real executable; each is followed by a resume.</summary>
[Category("Process")]
internal sealed class InterruptTests
{
    private const int Interrupt = 2;
    private const int Kill = 9;
    private const int Terminate = 15;

    private static readonly string[] Sweep =
    [
        "run", Path.Combine(Hpo.Experiments, "wine.yaml"), "--set", "epochs=300", "--set", "batch_size=4", "--trials", "5",
        "--progress", "plain",
    ];

    private static readonly Lazy<string> Undisturbed = new(() =>
    {
        using var hpo = new Hpo();
        var ended = hpo.Call(Sweep);
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        return hpo.Trials;
    });

    [Test]
    public void G3G4_Kill9AtSeveralMoments_ResumeWithoutFlagsGivesTheSameTrials_Fault24([Values(2, 9, 25, 50)] int records)
    {
        using var hpo = new Hpo();
        using (var running = hpo.Start(Sweep))
        {
            running.WaitUntil(() => hpo.Records >= records);
            running.Signal(Kill);
            running.WaitForEnd();
        }
        var resumed = hpo.Call("resume");
        Assert.That(resumed.ExitCode, Is.Zero, resumed.Error);
        Assert.That(hpo.Trials, Is.EqualTo(Undisturbed.Value));
        Assert.That(hpo.Call("verify").ExitCode, Is.Zero);
    }

    [Test]
    public void Kill9_OfAWorker_ItsEvaluationIsTriedAgain_Fault1()
    {
        using var hpo = new Hpo();
        using var running = hpo.Start([.. Sweep, "--set", "epochs=900", "--workers", "2"]);
        // Until both have answered, one of them may still be starting, and its death would be no loss.
        running.WaitUntil(() =>
            hpo.Records >= 8
            && ((string[])["1", "2"]).All(worker => hpo.JournalText.Contains($"\"worker\":{worker},\"result\"", StringComparison.Ordinal)));
        Hpo.Running.Signal(ProcessTable.WorkersOf(running.Id)[0], Kill);
        running.WaitForError("lost and is being replaced");
        var ended = running.WaitForEnd();
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        var attempts = File.ReadLines(Path.Combine(hpo.Run, "evaluations.csv")).Select(line => line.Split(',')).ToList();
        var failed = attempts.Single(row => row[4] == "failed");
        Assert.That(
            attempts,
            Has.One.Matches<string[]>(row => row[..3].SequenceEqual(failed[..3]) && row[3] != "1" && row[4] == "completed"));
    }

    [Test]
    public void G7_Kill9OfTheCoordinator_NoWorkerIsLeft_Fault29()
    {
        using var hpo = new Hpo();
        using var running = hpo.Start(Sweep);
        running.WaitUntil(() => hpo.Records >= 6);
        var workers = ProcessTable.WorkersOf(running.Id);
        Assert.That(workers, Is.Not.Empty);
        Assert.That(hpo.Call("status").Output, Does.Contain(": running, "));
        running.Signal(Kill);
        running.WaitForEnd();
        Assert.That(() => workers.Count(ProcessTable.IsAlive), Is.Zero.After(5000, 50));
    }

    /// <summary>Nobody could close its journal, yet no command says that the run still goes on.</summary>
    [Test]
    public void Kill9OfTheCoordinator_IsTold_WhereverTheRunIsLookedAt()
    {
        using var hpo = new Hpo();
        using var running = hpo.Start(Sweep);
        running.WaitUntil(() => hpo.Records >= 6);
        running.Signal(Kill);
        running.WaitForEnd();
        Assert.That(
            hpo.Call("status").Output,
            Does.Contain(": interrupted, ").And.Contain("its process was killed").And.Contain("hpo resume"));
        Assert.That(hpo.Call("list").Output, Does.Contain("interrupted"));
        Assert.That(hpo.Call("report").ExitCode, Is.Zero);
        Assert.That(
            File.ReadAllText(Path.Combine(hpo.Run, "report.html")),
            Does.Contain("The run was interrupted (its process was killed)"));
        Assert.That(File.ReadAllText(Path.Combine(hpo.Run, "summary.json")), Does.Contain("\"state\": \"interrupted\""));
    }

    [Test]
    public void CtrlC_Once_FinishesWhatRunsAndResumes_Fault26()
    {
        using var hpo = new Hpo();
        using (var running = hpo.Start(Sweep))
        {
            running.WaitUntil(() => hpo.Records >= 12);
            running.Signal(Interrupt);
            var ended = running.WaitForEnd();
            Assert.That(ended.ExitCode, Is.EqualTo(130), ended.Error);
            Assert.That(ended.Output, Does.Contain("interrupted").And.Contain("hpo resume"));
        }
        Assert.That(File.Exists(Path.Combine(hpo.Run, "report.html")));
        Assert.That(hpo.Call("resume").ExitCode, Is.Zero);
        Assert.That(hpo.Trials, Is.EqualTo(Undisturbed.Value));
    }

    [Test]
    public void CtrlC_Twice_EndsAtOnceAndResumes_Fault27()
    {
        using var hpo = new Hpo();
        using (var running = hpo.Start(Sweep))
        {
            running.WaitUntil(() => hpo.Records >= 12);
            running.Signal(Interrupt);
            running.WaitForError("Ctrl-C again");
            running.Signal(Interrupt);
            Assert.That(running.WaitForEnd().ExitCode, Is.EqualTo(130));
        }
        Assert.That(hpo.Call("resume").ExitCode, Is.Zero);
        Assert.That(hpo.Trials, Is.EqualTo(Undisturbed.Value));
    }

    /// <summary>Eight times as many trials: a terminal that is read late must still be in time.</summary>
    [Test]
    public void CtrlC_TypedAtATerminal_StopsTheLiveViewInOrder_Fault26()
    {
        using var hpo = new Hpo();
        using (var running = hpo.StartUnderTerminal([.. Sweep[..^3], "40", "--progress", "live"]))
        {
            running.WaitUntil(() => hpo.Records >= 20 && running.Output.Contains("best so far", StringComparison.Ordinal));
            running.Type('\u0003');
            var ended = running.WaitForEnd();
            Assert.That(ended.ExitCode, Is.EqualTo(130), ended.Output);
            Assert.That(ended.Output, Does.Contain("evaluations").And.Contain("worker  trial   fold").And.Contain("interrupted at"));
        }
        var baseline = hpo.Trials.Split('\n').Single(row => row.StartsWith("0,completed", StringComparison.Ordinal));
        Assert.That(Undisturbed.Value, Does.Contain(baseline), "the test score at its end is not there yet");
    }

    [Test]
    public void Terminate_EndsInOrderWith143_Fault25()
    {
        using var hpo = new Hpo();
        using (var running = hpo.Start(Sweep))
        {
            running.WaitUntil(() => hpo.Records >= 12);
            running.Signal(Terminate);
            Assert.That(running.WaitForEnd().ExitCode, Is.EqualTo(143));
        }
        Assert.That(File.ReadLines(Journal(hpo)).Last(), Does.Contain("run.closed"));
    }

    [Test]
    public void G4_ResumeWhileTheRunGoesOn_Exit6WithOwner_Fault36()
    {
        using var hpo = new Hpo();
        using var running = hpo.Start(Sweep);
        running.WaitUntil(() => hpo.Records >= 3);
        var second = hpo.Call("resume");
        Assert.That(second.ExitCode, Is.EqualTo(6), second.Error);
        Assert.That(
            second.Error,
            Does.Contain(System.FormattableString.Invariant($"process {running.Id} on {Environment.MachineName} since ")));
    }

    [Test]
    public void Resume_FinishedRunWithMoreTrials_AddsThemAndKeepsTheTestForTheFrozenWinner()
    {
        using var hpo = new Hpo();
        string[] small = ["run", Path.Combine(Hpo.Experiments, "wine.yaml"), "--set", "epochs=5"];
        hpo.Call([.. small, "--trials", "3"]);
        var more = hpo.Call("resume", "--trials", "6");
        Assert.That(more.ExitCode, Is.Zero, more.Error);
        using var whole = new Hpo();
        whole.Call([.. small, "--trials", "6"]);
        static IEnumerable<string> WithoutTest(string csv) => csv.Split('\n').Select(line => line[..Math.Max(0, line.LastIndexOf(','))]);
        Assert.That(WithoutTest(hpo.Trials), Is.EqualTo(WithoutTest(whole.Trials)));
        Assert.That(File.ReadLines(Journal(hpo)).Count(line => line.Contains("winner.frozen", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public void G5_ResumeWithChangedData_IsRefusedWithBothHashes_Fault45()
    {
        using var hpo = new Hpo();
        var data = hpo.Write("d.csv", File.ReadAllText(Path.Combine(Hpo.Experiments, "data", "iris.csv")));
        var experiment = hpo.Write(
            "e.yaml",
            "data: {file: d.csv, target: target}\nparameters: {epochs: 2, learning_rate: [0.01, 0.1]}\nsearch: {method: grid}\n");
        Assert.That(hpo.Call("run", experiment).ExitCode, Is.Zero);
        File.WriteAllText(data, File.ReadAllText(data).Replace("5.1,3.5,1.4,0.2", "5.2,3.5,1.4,0.2", StringComparison.Ordinal));
        var resumed = hpo.Call("resume", "--trials", "9");
        Assert.That(resumed.ExitCode, Is.EqualTo(3), resumed.Error);
        Assert.That(System.Text.RegularExpressions.Regex.Count(resumed.Error, "[0-9a-f]{64}"), Is.EqualTo(2));
    }

    [Test]
    public void Resume_EditedExperiment_BudgetIsTakenUpAndTheRestRefusedWithADiff_Fault64()
    {
        using var hpo = new Hpo();
        hpo.Call("run", Path.Combine(Hpo.Experiments, "wine.yaml"), "--trials", "2", "--set", "epochs=3");
        var file = Path.Combine(hpo.Run, "experiment.yaml");
        var original = File.ReadAllText(file);
        File.WriteAllText(file, original.Replace("batch_size:    16", "batch_size:    32", StringComparison.Ordinal));
        var refused = hpo.Call("resume");
        Assert.That(refused.ExitCode, Is.EqualTo(2), refused.Error);
        Assert.That(refused.Error, Does.Contain("-   batch_size:    16").And.Contain("+   batch_size:    32"));
        File.WriteAllText(
            file, "# more of it\n" + original.Replace("budget: {trials: 24}", "budget: {trials: 4}", StringComparison.Ordinal));
        var resumed = hpo.Call("resume");
        Assert.That(resumed.ExitCode, Is.Zero, resumed.Error);
        Assert.That(resumed.Error, Does.Contain("31 evaluations reused from disk, 0 done again"));
        Assert.That(hpo.Trials.Split('\n').Count(line => line.Length > 0), Is.EqualTo(6));
    }

    [Test]
    public void Resume_EditedWorkers_AreTakenUpOnceAndJournalled_Fault64()
    {
        using var hpo = new Hpo();
        using (
            var running = hpo.Start(
                "run", Path.Combine(Hpo.Experiments, "wine.yaml"), "--trials", "3", "--workers", "1", "--set", "epochs=400",
                "--set", "batch_size=2", "--progress", "none"))
        {
            running.WaitUntil(() => hpo.JournalText.Contains("evaluation.ended", StringComparison.Ordinal));
            running.Signal(Kill);
            running.WaitForEnd();
        }
        var file = Path.Combine(hpo.Run, "experiment.yaml");
        File.AppendAllText(file, "\nworkers: {timeout: 10m, retries: 5}\n");
        var resumed = hpo.Call("resume", "--verbose", "--progress", "none");
        Assert.That(resumed.ExitCode, Is.Zero, resumed.Error);
        Assert.That(resumed.Error, Does.Contain("workers.timeout none → 10m, workers.retries 2 → 5"));
        Assert.That(
            resumed.Error, Does.Contain("0.0.0 is reused: attempt 1 completed with log_loss")
                .And.Match("is done again: attempt \\d was running when the run ended"));
        Assert.That(hpo.JournalText, Does.Contain("\"settings\":{").And.Contain("\"retries\":5"));
        Assert.That(
            File.ReadAllText(Path.Combine(hpo.Run, "logs", "resume.log")),
            Does.Contain("0.0.0 is reused: attempt 1 completed with log_loss"));
        // What the command line changes later is not taken back by the same edit.
        var again = hpo.Call("resume", "--trials", "4", "--progress", "none");
        Assert.That(again.Error, Does.Not.Contain("taken up"));
        Assert.That(hpo.JournalText.Split("\"settings\":{"), Has.Length.EqualTo(2));
    }

    [Test]
    public void Resume_FinishedRunWithoutNewBudget_Exit0AndSaysWhatToDo()
    {
        using var hpo = new Hpo();
        hpo.Call("run", Path.Combine(Hpo.Experiments, "iris.yaml"), "--trials", "2");
        var resumed = hpo.Call("resume");
        Assert.That((resumed.ExitCode, resumed.Error), Is.EqualTo((0, resumed.Error)));
        Assert.That(resumed.Error, Does.Contain("--trials"));
    }

    private static string Journal(Hpo hpo) => Path.Combine(hpo.Run, "journal.jsonl");
}
