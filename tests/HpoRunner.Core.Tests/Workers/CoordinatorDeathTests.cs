using System.Diagnostics;
using System.Globalization;

namespace HpoRunner.Workers;

/// <summary>What real workers do when their coordinator ends, or someone sends them signals.</summary>
[Category("Process")]
[Platform("Unix")]
internal sealed class CoordinatorDeathTests
{
    /// <summary>"outsider" workers ask for no death signal: only the end of their input tells.</summary>
    [TestCase("honest")]
    [TestCase("outsider")]
    public async Task Fault29_CoordinatorKilled_WorkersInALongEpochAreGoneWithinTwoSeconds(string behaviour)
    {
        using var coordinator = Start("coordinator", behaviour, "hang");
        var pids = await BegunAsync(coordinator);
        Assert.That(pids, Has.Count.EqualTo(2).And.All.Matches<int>(PoolUnderTest.IsAlive));
        coordinator.Kill();
        var clock = Stopwatch.StartNew();
        await PoolUnderTest.UntilAsync(() => !pids.Any(PoolUnderTest.IsAlive));
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public async Task Fault05_CoordinatorStoppedUntilItsWorkersLeft_NothingIsCharged()
    {
        const int Stop = 19, Continue = 18;
        using var coordinator = Start("coordinator to be stopped", "honest", "hang until stopped");
        var pids = await BegunAsync(coordinator);
        LibC.Kill(coordinator.Id, Stop);
        await PoolUnderTest.UntilAsync(() => !pids.Any(PoolUnderTest.IsAlive));
        LibC.Kill(coordinator.Id, Continue);
        Assert.That(await coordinator.StandardError.ReadToEndAsync(), Is.EqualTo("lost, 1 uncharged\nlost, 1 uncharged\n"));
    }

    [Test]
    public async Task Fault29_ProcessWithoutARunningThread_IsEndedByTheKernel()
    {
        using var worker = Start("hard to end");
        await worker.WaitForExitAsync();
        Assert.That(worker.ExitCode, Is.EqualTo(128 + 14), "SIGALRM");
    }

    [Test]
    public async Task Fault25_Terminate_EndsAWorkerInALongEpoch()
    {
        await using var test = new PoolUnderTest("honest");
        var ready = await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1, "hang until stopped"));
        await test.ExpectAsync<EvaluationBegun>();
        LibC.Kill(ready.Pid, LibC.SigTerm);
        await test.SkipToAsync<WorkerLost>();
        Assert.That(test.Log, Has.Some.EqualTo("1: ended: Terminated"));
    }

    [TestCase(2)]
    [TestCase(1)]
    public async Task Fault26_28_InterruptAndHangUp_AreIgnored(int signal)
    {
        await using var test = new PoolUnderTest("honest");
        var ready = await test.StartOneAsync();
        Assert.That(LibC.Kill(-ready.Pid, signal), Is.Zero, "the worker leads a group of its own");
        test.Dispatch(PoolUnderTest.Request(1));
        Assert.That((await test.SkipToAsync<EvaluationFinished>()).Result.Metrics["score"], Is.EqualTo(2));
    }

    [Test]
    public async Task Fault27_SecondEndWithoutGrace_HastensTheFirst()
    {
        await using var test = new PoolUnderTest("ignores SIGTERM", settings => settings with { EndGrace = TimeSpan.FromHours(1) });
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1));
        await test.ExpectAsync<EvaluationBegun>();
        var first = test.Pool.DisposeAsync().AsTask();
        var clock = Stopwatch.StartNew();
        await test.Pool.EndAsync(TimeSpan.Zero);
        await first;
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(2)));
    }

    /// <summary>The workers' processes, once each does what it shall.</summary>
    private static async Task<List<int>> BegunAsync(Process coordinator)
    {
        var pids = new List<int>();
        for (string? line; (line = await coordinator.StandardError.ReadLineAsync()) != "all begun";)
            pids.Add(int.Parse(line ?? throw new EndOfStreamException(), CultureInfo.InvariantCulture));
        return pids;
    }

    private static Process Start(params string[] arguments)
    {
        var command = PoolUnderTest.Command(arguments);
        var start = new ProcessStartInfo(command.File, command.Arguments) { RedirectStandardInput = true, RedirectStandardError = true };
        return Process.Start(start)!;
    }
}
