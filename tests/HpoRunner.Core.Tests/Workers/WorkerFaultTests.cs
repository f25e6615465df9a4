using System.Globalization;
using HpoRunner.Evaluation;

namespace HpoRunner.Workers;

/// <summary>Workers that die, hang or stop, as real processes. The numbers are those of the list of faults that a run survives.</summary>
[Category("Process")]
[Platform("Unix")]
internal sealed class WorkerFaultTests
{
    private const int SigCont = 18;

    [Test]
    public async Task Fault01_KillMidEvaluation_ChargesItReturnsTheNextAndReplacesTheWorker()
    {
        await using var test = new PoolUnderTest("honest");
        var ready = await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1, "hang"));
        test.Dispatch(PoolUnderTest.Request(2));
        await test.ExpectAsync<EvaluationBegun>();
        LibC.Kill(ready.Pid, LibC.SigKill);
        var finished = await test.ExpectAsync<EvaluationFinished>();
        var lost = await test.ExpectAsync<WorkerLost>();
        var replacement = await test.ExpectAsync<WorkerReady>();
        Assert.That(
            (finished.Key.Trial, finished.Attempt, finished.Result.State, finished.Result.Kind),
            Is.EqualTo((1, 1, EvaluationState.Failed, FailureKind.Crash)));
        Assert.That((lost.ExitCode, lost.Uncharged.Single().Key.Trial), Is.EqualTo((137, 2)));
        Assert.That(replacement.Worker, Is.EqualTo(1));
        Assert.That(test.Pool.Dispatch(1, PoolUnderTest.Request(2), ready.Pid), Is.False, "meant for the dead one");
        test.Dispatch(PoolUnderTest.Request(1, attempt: 2));
        Assert.That((await test.SkipToAsync<EvaluationFinished>()).Result.State, Is.EqualTo(EvaluationState.Completed));
    }

    [Test]
    public async Task Memory_AboveTheLimit_FailsTheEvaluationWithThatReasonAndReplacesTheWorker()
    {
        await using var test = new PoolUnderTest(
            "honest",
            settings => settings with { Memory = 400L << 20, MemoryEvery = TimeSpan.FromMilliseconds(10) });
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1, "eat memory"));
        var finished = await test.SkipToAsync<EvaluationFinished>();
        Assert.That(finished.Result.Kind, Is.EqualTo(FailureKind.Memory));
        Assert.That(finished.Result.Message, Does.Contain("MiB of memory, above the limit of 400MiB"));
        await test.SkipToAsync<WorkerReady>();
        test.Dispatch(PoolUnderTest.Request(2));
        Assert.That((await test.SkipToAsync<EvaluationFinished>()).Result.State, Is.EqualTo(EvaluationState.Completed));
    }

    [Test]
    public async Task Silence_AfterTheFirstMeasurement_FailsTheEvaluation()
    {
        await using var test = new PoolUnderTest("honest", settings => settings with { Silence = TimeSpan.FromMilliseconds(100) });
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1, "measure and hang"));
        var finished = await test.SkipToAsync<EvaluationFinished>();
        Assert.That(
            (finished.Result.Kind, finished.Result.Message),
            Is.EqualTo((FailureKind.Silence, "the worker measured nothing for 0.1 s")));
    }

    [Test]
    public async Task Fault02_ResultThenDeath_CountsAsAResult()
    {
        await using var test = new PoolUnderTest("result then exit 1");
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1));
        Assert.That((await test.ExpectAsync<EvaluationFinished>()).Result.Metrics["score"], Is.EqualTo(5));
        Assert.That((await test.ExpectAsync<WorkerLost>()).ExitCode, Is.EqualTo(1));
    }

    [Test]
    public async Task Fault03_Hang_IsATimeoutAndTheWorkerIsReplaced()
    {
        await using var test = new PoolUnderTest("honest");
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1, "hang", timeoutSeconds: 0.1));
        test.Dispatch(PoolUnderTest.Request(2, timeoutSeconds: 0.1));
        await test.ExpectAsync<EvaluationBegun>();
        var finished = await test.ExpectAsync<EvaluationFinished>();
        var lost = await test.ExpectAsync<WorkerLost>();
        Assert.That(
            (finished.Key.Trial, finished.Result.Kind, finished.Result.Message),
            Is.EqualTo((1, FailureKind.Timeout, "took longer than the timeout of 0.1 s")));
        Assert.That(finished.Result.Seconds, Is.GreaterThanOrEqualTo(0.1));
        Assert.That(lost.Uncharged.Single().Key.Trial, Is.EqualTo(2));
        await test.ExpectAsync<WorkerReady>();
    }

    [Test]
    public async Task Fault04_HangThatIgnoresTerminate_IsKilledAfterTheGrace()
    {
        await using var test = new PoolUnderTest("ignores SIGTERM");
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1, timeoutSeconds: 0.1));
        Assert.That((await test.SkipToAsync<EvaluationFinished>()).Result.Kind, Is.EqualTo(FailureKind.Timeout));
        var lost = await test.ExpectAsync<WorkerLost>();
        Assert.That((lost.ExitCode, lost.Reason), Is.EqualTo((137, "took longer than the timeout of 0.1 s")));
    }

    [Test]
    public async Task Fault05_StoppedProcess_IsSilenceAndItsLateAnswerNeverCounts()
    {
        await using var test = new PoolUnderTest("honest", settings => settings with { LostAfter = TimeSpan.FromSeconds(5) });
        var ready = await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1, "stop itself"));
        var finished = await test.SkipToAsync<EvaluationFinished>();
        await test.ExpectAsync<WorkerLost>();
        LibC.Kill(ready.Pid, SigCont);
        await test.ExpectAsync<WorkerReady>();
        Assert.That(
            (finished.Result.Kind, finished.Result.Message),
            Is.EqualTo((FailureKind.Silence, "the worker gave no sign of life for 5 s")));
        Assert.That(PoolUnderTest.IsAlive(ready.Pid), Is.False);
    }

    [Test]
    public async Task Fault06_Exit137_SaysOutOfMemory()
    {
        await using var test = new PoolUnderTest("honest");
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1, "exit 137"));
        Assert.That(
            (await test.SkipToAsync<EvaluationFinished>()).Result.Message,
            Is.EqualTo("the worker was killed, likely out of memory (exit code 137)"));
        Assert.That((await test.ExpectAsync<WorkerLost>()).ExitCode, Is.EqualTo(137));
    }

    [Test]
    public async Task Fault07_CrashAtStart_EndsWithTheLastLinesAfterFewTries()
    {
        await using var test = new PoolUnderTest("crash at start", settings => settings with { StartAttempts = 3 });
        test.Pool.SetCount(1);
        var report = await test.ExpectAsync<WorkersKeepDying>();
        Assert.That(report.Reason, Is.EqualTo("the worker ended with exit code 3"));
        Assert.That(report.LastLines, Is.EqualTo(new[] { "no such library: libfast.so" }));
        Assert.That(test.Log.Count(line => line.Contains("libfast", StringComparison.Ordinal)), Is.EqualTo(3));
    }

    [Test]
    public async Task Fault07_AllWorkersCrashAtStart_TheCircuitOpensForAll()
    {
        await using var test = new PoolUnderTest(
            "crash at start",
            settings => settings with { StartAttempts = 3, StartBackoff = TimeSpan.FromMilliseconds(300) });
        test.Pool.SetCount(4);
        for (var i = 0; i < 4; i++)
            Assert.That((await test.ExpectAsync<WorkersKeepDying>()).LastLines, Is.EqualTo(new[] { "no such library: libfast.so" }));
        Assert.That(test.Log.Count(line => line.Contains("libfast", StringComparison.Ordinal)), Is.LessThan(4 * 3));
    }

    [Test]
    public async Task Fault07_CrashAtTheFirstStartOnly_IsTriedAgain()
    {
        await using var test = new PoolUnderTest("crash at start once");
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1));
        Assert.That((await test.SkipToAsync<EvaluationFinished>()).Result.State, Is.EqualTo(EvaluationState.Completed));
    }

    [Test]
    public async Task Fault07_DeathBeforeAnyWork_CountsAsAFailedStart()
    {
        await using var test = new PoolUnderTest("die when ready", settings => settings with { StartAttempts = 2 });
        test.Pool.SetCount(1);
        Assert.That((await test.SkipToAsync<WorkersKeepDying>()).LastLines, Is.EqualTo(new[] { "ready for nothing" }));
    }

    [Test]
    public async Task Fault07_ProgramThatIsNotThere_EndsWithItsName()
    {
        var settings = new WorkerPoolSettings
        {
            RunFolder = Path.GetTempPath(), StartAttempts = 2, StartBackoff = TimeSpan.FromMilliseconds(1),
        };
        await using var pool = new WorkerPool(new WorkerCommand("/nowhere/hpo", []), settings, TimeProvider.System, (_, _) => { });
        pool.SetCount(1);
        var report = (WorkersKeepDying)await pool.Events.ReadAsync();
        Assert.That(report.Reason, Does.StartWith("/nowhere/hpo cannot be started: "));
    }

    [Test]
    public async Task Fault08_PoisonEvaluation_IsChargedEachTimeAndTheOthersFinish()
    {
        await using var test = new PoolUnderTest("honest");
        await test.StartOneAsync();
        for (var attempt = 1; attempt <= 6; attempt++)
        {
            test.Dispatch(PoolUnderTest.Request(1, "die", attempt: attempt));
            test.Dispatch(PoolUnderTest.Request(2));
            var poison = await test.SkipToAsync<EvaluationFinished>();
            Assert.That((poison.Key.Trial, poison.Attempt, poison.Result.Kind), Is.EqualTo((1, attempt, FailureKind.Crash)));
            Assert.That((await test.ExpectAsync<WorkerLost>()).Uncharged.Single().Key.Trial, Is.EqualTo(2));
            await test.ExpectAsync<WorkerReady>();
        }
        test.Dispatch(PoolUnderTest.Request(2));
        Assert.That((await test.SkipToAsync<EvaluationFinished>()).Result.State, Is.EqualTo(EvaluationState.Completed));
    }

    [Test]
    [Platform("Linux")]
    public async Task Fault43_ManyDeaths_LeaveNoFileDescriptorsOpen()
    {
        await using var test = new PoolUnderTest("honest");
        var ready = await test.StartOneAsync();
        var open = OpenDescriptors();
        for (var death = 1; death <= 5; death++)
        {
            test.Dispatch(PoolUnderTest.Request(1));
            await test.SkipToAsync<EvaluationFinished>();
            LibC.Kill(ready.Pid, LibC.SigKill);
            ready = await test.SkipToAsync<WorkerReady>();
        }
        Assert.That(OpenDescriptors(), Is.LessThan(open + 5));
    }

    [Test]
    public async Task Fault18_ExitWithoutResult_IsACrashHoweverItsExitCodeReads()
    {
        await using var test = new PoolUnderTest("exit 0 without result");
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1));
        var finished = await test.ExpectAsync<EvaluationFinished>();
        Assert.That(
            (finished.Result.Kind, finished.Result.Message),
            Is.EqualTo((FailureKind.Crash, "the worker ended by itself (exit code 0)")));
    }

    [Test]
    public async Task Fault19_WorkerThatNeverReads_IsReplacedAndTheCoordinatorNeverBlocks()
    {
        await using var test = new PoolUnderTest("never reads", settings => settings with { LostAfter = TimeSpan.FromSeconds(2.5) });
        await test.StartOneAsync();
        // More than a pipe holds, so that a blocking write would never return.
        var huge = PoolUnderTest.Request(1, new string('x', 300_000));
        test.Dispatch(huge);
        test.Dispatch(PoolUnderTest.Request(2));
        var lost = await test.ExpectAsync<WorkerLost>();
        Assert.That(lost.Reason, Is.EqualTo("did not begin an evaluation within 2.5 s"));
        Assert.That(lost.Uncharged.Select(attempt => attempt.Key.Trial), Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public async Task Fault20_PipeBrokenBeforeTheMessage_RequeuesItUncharged()
    {
        await using var test = new PoolUnderTest("closes its input");
        var ready = await test.StartOneAsync();
        await PoolUnderTest.UntilAsync(() => test.Log.Any(line => line.Contains("deaf", StringComparison.Ordinal)));
        test.Dispatch(PoolUnderTest.Request(1));
        LibC.Kill(ready.Pid, LibC.SigKill);
        var lost = await test.ExpectAsync<WorkerLost>();
        Assert.That(lost.Uncharged.Single().Key.Trial, Is.EqualTo(1));
    }

    [Test]
    public async Task Fault21_ChildThatOutlivesTheWorkerAndHoldsItsOutput_IsKilledWithItsGroup()
    {
        await using var test = new PoolUnderTest("honest");
        var ready = await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1, "leave a child"));
        await test.SkipToAsync<WorkerLost>();
        Assert.That(GroupMembers(ready.Pid), Is.Empty);
    }

    [Test]
    public async Task ClosedOutput_OfALivingWorker_IsACrash()
    {
        await using var test = new PoolUnderTest("closes its output");
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1));
        Assert.That((await test.ExpectAsync<EvaluationFinished>()).Result.Kind, Is.EqualTo(FailureKind.Crash));
        await test.ExpectAsync<WorkerLost>();
    }

    [Test]
    public async Task Exception_InATrainer_IsAFailureWithItsMessageAndTheWorkerLives()
    {
        await using var test = new PoolUnderTest("honest");
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1, "throw"));
        test.Dispatch(PoolUnderTest.Request(2));
        var failed = await test.SkipToAsync<EvaluationFinished>();
        var next = await test.SkipToAsync<EvaluationFinished>();
        Assert.That((failed.Result.Kind, failed.Result.Message), Is.EqualTo((FailureKind.Trainer, "the trainer has no data")));
        Assert.That(next.Result.State, Is.EqualTo(EvaluationState.Completed));
    }

    private static int OpenDescriptors() => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    /// <summary>Processes of a group; the fifth column of stat, third after the name in parentheses.</summary>
    private static IEnumerable<string> GroupMembers(int group)
    {
        foreach (var folder in Directory.GetDirectories("/proc").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])))
        {
            string stat;
            try
            {
                stat = File.ReadAllText(Path.Combine(folder, "stat"));
            }
            catch (IOException)
            {
                continue;
            }
            var columns = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            if (columns[0] != "Z" && columns[2] == group.ToString(CultureInfo.InvariantCulture))
                yield return stat;
        }
    }
}
