using System.Globalization;
using HpoRunner.Evaluation;

namespace HpoRunner.Workers;

/// <summary>Workers that die, as real processes. The numbers are those of the list of faults that a run survives.</summary>
[Category("Process")]
[Platform("Unix")]
internal sealed class WorkerFaultTests
{
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
    public async Task Fault02_ResultThenDeath_CountsAsAResult()
    {
        await using var test = new PoolUnderTest("result then exit 1");
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1));
        Assert.That((await test.ExpectAsync<EvaluationFinished>()).Result.Metrics["score"], Is.EqualTo(5));
        Assert.That((await test.ExpectAsync<WorkerLost>()).ExitCode, Is.EqualTo(1));
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
    public async Task Fault20_PipeBrokenBeforeTheMessage_RequeuesItUncharged()
    {
        // A heartbeat between its last word and the dispatch would find the pipe broken first, and nothing would be dispatched.
        await using var test = new PoolUnderTest("closes its input", settings => settings with { HeartbeatEvery = TimeSpan.FromMinutes(1) });
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
