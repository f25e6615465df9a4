using System.Diagnostics;
using System.Text.Json;

namespace HpoRunner.Tests;

/// <summary>
/// Faults around the coordinator, with the real executable: closed terminals, full disks under its logs, errors of its own, few
/// descriptors.
/// </summary>
[Category("Process")]
[Platform("Linux")]
internal sealed class CoordinatorFaultTests
{
    private const int HangUp = 1;

    private static readonly string[] Sweep =
    [
        "run", Path.Combine(Hpo.Experiments, "wine.yaml"), "--trials", "4", "--set", "epochs=60", "--set", "batch_size=8",
        "--workers", "2",
    ];

    private static readonly Lazy<string> Undisturbed = new(() =>
    {
        using var hpo = new Hpo();
        Assert.That(hpo.Call(Sweep).ExitCode, Is.Zero);
        return hpo.Trials;
    });

    [TestCase(">&- 2>&-")]
    [TestCase(">&-")]
    [TestCase("2>&-")]
    [TestCase("<&- >/dev/full 2>&1")]
    public void Fault28_StandardStreamsClosedOrFull_TheRunEndsWithItsReport(string redirection)
    {
        using var hpo = new Hpo();
        Assert.That(Shell(hpo, $"exec \"$0\" \"$@\" {redirection}", [.. Sweep, "--progress", "plain"]).ExitCode, Is.Zero);
        Assert.That(hpo.Trials, Is.EqualTo(Undisturbed.Value));
        Assert.That(File.Exists(Path.Combine(hpo.Run, "report.html")));
    }

    [Test]
    public void Fault28_TableThatCannotBePrinted_SaysWhere()
    {
        using var hpo = new Hpo();
        Assert.That(hpo.Call(Sweep).ExitCode, Is.Zero);
        var ended = Shell(hpo, "exec \"$0\" list >/dev/full", []);
        Assert.That((ended.ExitCode, ended.Error), Is.EqualTo((5, "hpo: standard output cannot be written: No space left on device\n")));
    }

    [Test]
    public void Fault28_NobodyReadsItsOutputAnyMore_TheRunEndsWithItsReport()
    {
        using var hpo = new Hpo();
        // Both streams are a pipe whose reader ends after the first line.
        Assert.That(
            Shell(hpo, "\"$0\" \"$@\" 2>&1 | head -n 1 >/dev/null; exit ${PIPESTATUS[0]}", [.. Sweep, "--progress", "plain"]).ExitCode,
            Is.Zero);
        Assert.That(hpo.Trials, Is.EqualTo(Undisturbed.Value));
    }

    [Test]
    public void Fault28_TerminalHangsUp_TheRunGoesOn()
    {
        using var hpo = new Hpo();
        using var running = hpo.Start([.. Sweep, "--progress", "plain"]);
        running.WaitUntil(() => hpo.Records >= 5);
        running.Signal(HangUp);
        Assert.That(running.WaitForEnd().ExitCode, Is.Zero);
        Assert.That(hpo.Trials, Is.EqualTo(Undisturbed.Value));
    }

    [Test]
    public void Fault41_ErrorInTheRunsService_IsJournalledAndNoWorkerIsLeft_ResumeEndsTheRun()
    {
        using var hpo = new Hpo();
        string best;
        using (var running = hpo.Start([.. Sweep, "--progress", "plain"]))
        {
            running.WaitUntil(() => hpo.Records >= 6);
            var workers = ProcessTable.WorkersOf(running.Id);
            Assert.That(workers, Is.Not.Empty);
            best = Path.Combine(hpo.Run, "best");
            // The winner's model cannot be put into its place: an exception in the middle of the run's loop, while workers live.
            File.WriteAllText(best, "in the way");
            var ended = running.WaitForEnd();
            Assert.That(ended.ExitCode, Is.EqualTo(5), ended.Error);
            Assert.That(workers.Where(ProcessTable.IsAlive), Is.Empty);
        }
        using var last = JsonDocument.Parse(File.ReadLines(Path.Combine(hpo.Run, "journal.jsonl")).Last());
        Assert.That(last.RootElement.GetProperty("type").GetString(), Is.EqualTo("run.closed"));
        Assert.That(last.RootElement.GetProperty("outcome").GetString(), Is.EqualTo("failed"));
        Assert.That(last.RootElement.GetProperty("reason").GetString(), Does.StartWith("ended by an error: ").And.Contain("best"));
        Assert.That(File.ReadAllText(Path.Combine(hpo.Run, "logs", "hpo.log")), Does.Contain("ended by an error"));

        File.Delete(best);
        var resumed = hpo.Call("resume");
        Assert.That(resumed.ExitCode, Is.Zero, resumed.Error);
        Assert.That(hpo.Trials, Is.EqualTo(Undisturbed.Value));
    }

    [Test]
    public void Fault41_RequestFilesThatAreNone_DoNotEndTheRun()
    {
        using var hpo = new Hpo();
        using var running = hpo.Start([.. Sweep, "--progress", "plain"]);
        running.WaitUntil(() => hpo.Records >= 3);
        var requests = Directory.CreateDirectory(Path.Combine(hpo.Run, "requests")).FullName;
        string[] hostile = ["", "{}", "null", "[]", "{\"type\":\"party\"}", "{\"type\":\"skip\",\"trial\":-5}",
            "{\"type\":\"workers\",\"count\":0}", "{\"type\":\"workers\",\"count\":2000000000}", "\0"];
        foreach (var (index, text) in hostile.Index())
            File.WriteAllText(Path.Combine(requests, $"{index}.json"), text);
        Assert.That(running.WaitForEnd().ExitCode, Is.Zero);
        Assert.That(hpo.Trials, Is.EqualTo(Undisturbed.Value));
    }

    [TestCase("full")]
    [TestCase("no folder")]
    public void Fault42_LogsCannotBeWritten_TheSearchGoesOn(string how)
    {
        using var hpo = new Hpo();
        Assert.That(
            hpo.Call("run", Path.Combine(Hpo.Experiments, "wine.yaml"), "--trials", "1", "--set", "epochs=5", "--workers", "2").ExitCode,
            Is.Zero);
        var logs = Path.Combine(hpo.Run, "logs");
        Directory.Delete(logs, recursive: true);
        if (how == "full")
        {
            Directory.CreateDirectory(logs);
            foreach (var name in (string[])["hpo.log", "worker-1.log", "worker-2.log"])
                File.CreateSymbolicLink(Path.Combine(logs, name), "/dev/full");
        }
        else
        {
            File.WriteAllText(logs, "in the way");
        }
        var ended = hpo.Call("resume", "--trials", "4");
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        Assert.That(hpo.Trials.Split('\n').Count(line => line.Contains(",completed,", StringComparison.Ordinal)), Is.EqualTo(5));
    }

    /// <summary>
    /// The short form of tests/scripts/tiny-evaluations.sh: 5,000 evaluations under a limit of descriptors that a leak would soon reach.
    /// </summary>
    [Test]
    public void Fault43_AThousandTrialsOfTinyEvaluations_With64Descriptors()
    {
        using var hpo = new Hpo();
        var start = new ProcessStartInfo(Path.Combine(Hpo.Repository, "tests", "scripts", "tiny-evaluations.sh"), [Hpo.Executable, "1000"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HPO_RESULTS"] = hpo.Results;
        using var script = new Hpo.Running(Process.Start(start)!);
        var ended = script.WaitForEnd();
        Assert.That(ended.ExitCode, Is.Zero, ended.Output + ended.Error);
        Assert.That(ended.Output, Does.StartWith("1001 trials completed, 0 evaluations failed"));
    }

    // .NET itself ends by signal 6 below some thirty descriptors, before it has read a line of ours.
    [TestCase(32, "run")]
    [TestCase(64, "run")]
    [TestCase(64, "worker")]
    [TestCase(128, "validate")]
    public void Fault43_HardLimitOfDescriptors_IsNamedWithWhatToDo_Exit7(int limit, string command)
    {
        using var hpo = new Hpo();
        var ended = Shell(
            hpo, $"ulimit -n {limit}; exec \"$0\" \"$@\"",
            command == "worker" ? [command] : [command, Path.Combine(Hpo.Experiments, "iris.yaml")]);
        Assert.That(ended.ExitCode, Is.EqualTo(7), ended.Error);
        Assert.That(ended.Error, Is.EqualTo(
            $"hpo: at most {limit} files may be open at once, and hpo needs 208: raise the hard limit ('ulimit -n 1024', "
            + "or LimitNOFILE of the service)\n"));
        Assert.That(Directory.Exists(hpo.Results), Is.False);
    }

    [Test]
    public void Fault43_EnoughForOneWorkerAndNotForForty_SaysSoBeforeThereIsARun()
    {
        using var hpo = new Hpo();
        var many = Shell(hpo, "ulimit -n 256; exec \"$0\" \"$@\"", ["run", Path.Combine(Hpo.Experiments, "iris.yaml"), "--workers", "40"]);
        Assert.That(many.ExitCode, Is.EqualTo(7), many.Error);
        Assert.That(many.Error, Does.Contain("256 files").And.Contain("40 workers needs 368").And.Contain("or use fewer workers"));
        Assert.That(Directory.Exists(hpo.Results), Is.False);
        var one = Shell(
            hpo, "ulimit -n 256; exec \"$0\" \"$@\"",
            ["run", Path.Combine(Hpo.Experiments, "iris.yaml"), "--workers", "1", "--trials", "2"]);
        Assert.That(one.ExitCode, Is.Zero, one.Error);
    }

    // What a trainer let go is played by a process that carries a worker's mark; beside it one with the mark of a run elsewhere.
    [Test]
    [Platform("Linux")]
    public void G7_CoordinatorWorkersAndGuardKilledAtOnce_NextCommandEndsWhatTheyLeft_Fault21([Values("status", "list")] string command)
    {
        using var hpo = new Hpo();
        var running = hpo.Start(
            "run", Path.Combine(Hpo.Experiments, "wine.yaml"), "--trials", "5000", "--workers", "1", "--progress", "none");
        running.WaitUntil(() => hpo.Records > 10);
        var worker = ProcessTable.WorkersOf(running.Id).Single();
        var mark = ProcessTable.VariableOf(worker, "HPO_FAMILY");
        var guard = ProcessTable.ChildrenOf(running.Id).Single(child => child != worker);
        using var left = Daemon(mark);
        using var other = Daemon("0123456789abcdef" + mark[16..]);
        try
        {
            foreach (var victim in (int[])[running.Id, worker, guard])
                Hpo.Running.Signal(victim, 9);
            running.WaitForEnd();
            var ended = hpo.Call(command);
            Assert.That(ended.ExitCode, Is.Zero, ended.Error);
            Assert.That(
                ended.Error,
                Does.Contain("had left alive").And.Contain(left.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            left.WaitForExit();
            Assert.That(other.HasExited, Is.False);
            Assert.That(hpo.Call(command).Error, Is.Empty);
        }
        finally
        {
            other.Kill();
            running.Dispose();
        }
    }

    private static Process Daemon(string mark)
    {
        var start = new ProcessStartInfo("sleep", ["1000"]);
        start.Environment["HPO_FAMILY"] = mark;
        return Process.Start(start)!;
    }

    private static Hpo.Ended Shell(Hpo hpo, string script, string[] arguments)
    {
        var start = new ProcessStartInfo("bash", ["-c", script, Hpo.Executable, .. arguments])
        {
            WorkingDirectory = hpo.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HPO_RESULTS"] = hpo.Results;
        using var running = new Hpo.Running(Process.Start(start)!);
        return running.WaitForEnd();
    }
}
