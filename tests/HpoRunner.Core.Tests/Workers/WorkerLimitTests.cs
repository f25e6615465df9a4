using HpoRunner.Evaluation;

namespace HpoRunner.Workers;

/// <summary>Workers that take too long, too much or say nothing, as real processes.</summary>
[Category("Process")]
[Platform("Unix")]
internal sealed class WorkerLimitTests
{
    private const int SigCont = 18;

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
}
