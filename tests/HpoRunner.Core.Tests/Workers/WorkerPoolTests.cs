using HpoRunner.Evaluation;

namespace HpoRunner.Workers;

/// <summary>The pool with honest workers, in real processes.</summary>
[Category("Process")]
[Platform("Unix")]
internal sealed class WorkerPoolTests
{
    [Test]
    public async Task Dispatch_TwoInFlight_FinishInOrderWithTheirResults()
    {
        await using var test = new PoolUnderTest("honest");
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1));
        test.Dispatch(PoolUnderTest.Request(2));
        var first = await test.SkipToAsync<EvaluationFinished>();
        var second = await test.SkipToAsync<EvaluationFinished>();
        Assert.That(
            (first.Key.Trial, first.Attempt, first.Result.State, first.Result.Metrics["score"]),
            Is.EqualTo((1, 1, EvaluationState.Completed, 2.0)));
        Assert.That((second.Key.Trial, second.Result.Metrics["score"]), Is.EqualTo((2, 4.0)));
    }

    [Test]
    public async Task Dispatch_ThreeInFlight_Throws()
    {
        await using var test = new PoolUnderTest("honest");
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1, "hang until stopped"));
        test.Dispatch(PoolUnderTest.Request(2));
        Assert.That(() => test.Pool.Dispatch(1, PoolUnderTest.Request(3)), Throws.InvalidOperationException);
    }

    [Test]
    public async Task Dispatch_WorkerThatIsNotReady_IsFalse()
    {
        await using var test = new PoolUnderTest("honest");
        test.Pool.SetCount(1);
        Assert.That(test.Pool.Dispatch(1, PoolUnderTest.Request(1)), Is.False);
        Assert.That(test.Pool.Dispatch(2, PoolUnderTest.Request(1)), Is.False);
    }

    [Test]
    public async Task Start_FourWorkers_AllComputeAndEachHasItsProcess()
    {
        await using var test = new PoolUnderTest("honest");
        test.Pool.SetCount(4);
        for (var i = 0; i < 4; i++)
        {
            var ready = await test.SkipToAsync<WorkerReady>();
            Assert.That(test.Pool.Dispatch(ready.Worker, PoolUnderTest.Request(ready.Worker)), Is.True);
        }
        Assert.That(test.Pids, Is.Unique);
    }

    [Test]
    public async Task Measurements_OfAnEvaluation_ArriveAndMakeItsCurve()
    {
        await using var test = new PoolUnderTest("honest");
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1, "measure"));
        await test.ExpectAsync<EvaluationBegun>();
        for (var epoch = 1; epoch <= 3; epoch++)
            Assert.That((await test.ExpectAsync<MeasurementArrived>()).Epoch, Is.EqualTo(epoch));
        var curve = (await test.ExpectAsync<EvaluationFinished>()).Result.Curve!;
        Assert.That(curve.Metrics, Is.EqualTo(new[] { "loss" }));
        Assert.That(curve.Epochs, Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(curve.Values[0], Is.EqualTo(new[] { 1.0, 1.0 / 2, 1.0 / 3 }));
    }

    [Test]
    public async Task FinalFit_OfAResult_ComesByAFileThatIsGoneAfterwards()
    {
        await using var test = new PoolUnderTest("honest");
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1, "predict"));
        var fit = (await test.SkipToAsync<EvaluationFinished>()).Result.FinalFit!;
        Assert.That(fit.Rows, Is.EqualTo(new[] { 7, 8 }));
        Assert.That(fit.Truth, Is.EqualTo(new[] { 0.0, 1 }));
        Assert.That(fit.Predicted, Is.EqualTo(new[] { 0.0, 0 }));
        Assert.That(Directory.GetFiles(test.Folder), Is.Empty);
    }

    [Test]
    public async Task Stop_RunningAndWaitingEvaluation_BothEndAsStoppedAndTheWorkerGoesOn()
    {
        await using var test = new PoolUnderTest("honest");
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1, "hang until stopped"));
        test.Dispatch(PoolUnderTest.Request(2));
        await test.ExpectAsync<EvaluationBegun>();
        test.Pool.Stop(1, new EvaluationKey(2, 0, 0), 1);
        var waiting = await test.ExpectAsync<EvaluationFinished>();
        test.Pool.Stop(1, new EvaluationKey(1, 0, 0), 1);
        var running = await test.ExpectAsync<EvaluationFinished>();
        test.Dispatch(PoolUnderTest.Request(3));
        var next = await test.SkipToAsync<EvaluationFinished>();
        Assert.That((waiting.Key.Trial, waiting.Result.State), Is.EqualTo((2, EvaluationState.Stopped)));
        Assert.That((running.Key.Trial, running.Result.State), Is.EqualTo((1, EvaluationState.Stopped)));
        Assert.That((next.Key.Trial, next.Result.State), Is.EqualTo((3, EvaluationState.Completed)));
    }

    [Test]
    public async Task Stop_EvaluationThatDoesNotListen_KillsTheWorkerAndRequeuesTheOther()
    {
        await using var test = new PoolUnderTest("honest", settings => settings with { StopGrace = TimeSpan.FromMilliseconds(100) });
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1, "hang"));
        test.Dispatch(PoolUnderTest.Request(2));
        await test.ExpectAsync<EvaluationBegun>();
        test.Pool.Stop(1, new EvaluationKey(1, 0, 0), 1);
        var finished = await test.ExpectAsync<EvaluationFinished>();
        var lost = await test.ExpectAsync<WorkerLost>();
        Assert.That(finished.Result.State, Is.EqualTo(EvaluationState.Stopped));
        Assert.That(lost.Uncharged, Is.EqualTo(new[] { new UnchargedAttempt(new EvaluationKey(2, 0, 0), 1) }));
    }

    [Test]
    public async Task SetCount_Smaller_FinishesWhatRunsAndRetires()
    {
        await using var test = new PoolUnderTest("honest");
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1, "measure"));
        test.Pool.SetCount(0);
        Assert.That(test.Pool.Dispatch(1, PoolUnderTest.Request(2)), Is.False);
        Assert.That((await test.SkipToAsync<EvaluationFinished>()).Result.State, Is.EqualTo(EvaluationState.Completed));
        Assert.That((await test.ExpectAsync<WorkerRetired>()).Uncharged, Is.Empty);
        test.Pool.SetCount(1);
        await test.ExpectAsync<WorkerReady>();
    }

    [Test]
    public async Task EndAsync_WithEvaluationsInFlight_ChargesNothingAndCompletesTheEvents()
    {
        await using var test = new PoolUnderTest("honest");
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1, "hang"));
        test.Dispatch(PoolUnderTest.Request(2));
        await test.ExpectAsync<EvaluationBegun>();
        await test.Pool.EndAsync(TimeSpan.FromMilliseconds(50));
        Assert.That((await test.ExpectAsync<WorkerRetired>()).Uncharged, Has.Count.EqualTo(2));
        Assert.That(test.Pool.Events.Completion.IsCompleted, Is.True);
    }
}
