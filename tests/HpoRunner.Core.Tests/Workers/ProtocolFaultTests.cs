using System.Diagnostics;
using HpoRunner.Evaluation;

namespace HpoRunner.Workers;

/// <summary>Workers that break the protocol, as real processes.</summary>
[Category("Process")]
[Platform("Unix")]
internal sealed class ProtocolFaultTests
{
    [Test]
    public async Task Fault09_MetricThatIsNotFinite_IsDiverged()
    {
        await using var test = new PoolUnderTest("strange numbers");
        await test.StartOneAsync();
        double[] expected =
        [
            double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity,
        ];
        foreach (var value in expected)
        {
            test.Dispatch(PoolUnderTest.Request(1));
            var result = (await test.ExpectAsync<EvaluationFinished>()).Result;
            Assert.That((result.State, result.Metrics["score"]), Is.EqualTo((EvaluationState.Diverged, value)));
        }
    }

    [Test]
    public async Task Fault11_16_NoiseInvalidBytesAndCarriageReturns_AreKeptApartAndTheResultCounts()
    {
        await using var test = new PoolUnderTest("noise");
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1));
        Assert.That((await test.ExpectAsync<EvaluationFinished>()).Result.Metrics["score"], Is.EqualTo(5));
        Assert.That(test.Pool.IgnoredMessages, Is.EqualTo(7));
        Assert.That(test.Log, Has.Some.Contains("epoch 1: 50 %"));
    }

    [Test]
    public async Task Fault11_NothingButNoise_IsCappedAndTheWorkerReplaced()
    {
        await using var test = new PoolUnderTest("only noise", settings => settings with { NoiseLimit = 50 });
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1));
        Assert.That(
            (await test.ExpectAsync<EvaluationFinished>()).Result.Message,
            Is.EqualTo("the worker wrote 50 lines that are no messages to its standard output"));
        await test.ExpectAsync<WorkerLost>();
    }

    [Test]
    public async Task Fault12_HalfALineThenDeath_IsNeverParsed()
    {
        await using var test = new PoolUnderTest("half a line");
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1));
        Assert.That((await test.ExpectAsync<EvaluationFinished>()).Result.Kind, Is.EqualTo(FailureKind.Crash));
    }

    [Test]
    public async Task Fault13_SingleBytes_MakeWholeLines()
    {
        await using var test = new PoolUnderTest("single bytes");
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1));
        test.Dispatch(PoolUnderTest.Request(2));
        Assert.That((await test.ExpectAsync<EvaluationFinished>()).Result.Metrics["score"], Is.EqualTo(5));
        Assert.That((await test.ExpectAsync<EvaluationFinished>()).Key.Trial, Is.EqualTo(2));
    }

    [Test]
    public async Task Fault13_TenThousandLinesInOneWrite_AllCount()
    {
        await using var test = new PoolUnderTest("many lines in one");
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1));
        var result = (await test.SkipToAsync<EvaluationFinished>()).Result;
        Assert.That((result.Curve!.Epochs.Count, result.Metrics["score"]), Is.EqualTo((10_000, 5.0)));
    }

    [Test]
    public async Task Fault14_LineOfAGigabyte_KillsTheWorkerWithFlatMemory()
    {
        await using var test = new PoolUnderTest("endless line");
        await test.StartOneAsync();
        var before = GC.GetTotalAllocatedBytes();
        test.Dispatch(PoolUnderTest.Request(1));
        var finished = await test.ExpectAsync<EvaluationFinished>();
        await test.ExpectAsync<WorkerLost>();
        Assert.That(
            (finished.Result.Kind, finished.Result.Message),
            Is.EqualTo((FailureKind.Crash, "the worker wrote a line of more than 1048576 bytes")));
        Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(16 << 20));
    }

    [Test]
    public async Task Fault15_SixGigabytesOnStandardError_BlockNothing_TheLogIsCappedAndTheLastLinesStay()
    {
        await using var test = new PoolUnderTest("noise on stderr");
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1));
        Assert.That((await test.ExpectAsync<EvaluationFinished>()).Result.State, Is.EqualTo(EvaluationState.Completed));
        var lost = await test.ExpectAsync<WorkerLost>();
        Assert.That(lost.LastLines[^1], Is.EqualTo("the last words"));
        Assert.That((lost.LastLines.Count, lost.LastLines.Max(line => line.Length)), Is.EqualTo((20, 1000)));
        Assert.That(test.Log.Sum(line => (long)line.Length), Is.InRange(8_000_000, 9_000_000));
        Assert.That(test.Log, Has.Some.Contains("more than 8 MiB on standard error"));
    }

    [Test]
    public async Task Fault17_DoubledUnknownAndOutdatedAnswers_AreIgnoredAndCounted()
    {
        await using var test = new PoolUnderTest("wrong answers");
        await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1));
        Assert.That((await test.ExpectAsync<EvaluationFinished>()).Result.Metrics["score"], Is.EqualTo(5));
        test.Dispatch(PoolUnderTest.Request(2));
        var second = await test.ExpectAsync<EvaluationFinished>();
        Assert.That((second.Key.Trial, second.Result.Metrics["score"]), Is.EqualTo((2, 5.0)));
        Assert.That(test.Pool.IgnoredMessages, Is.GreaterThanOrEqualTo(5));
    }

    [TestCase("other version", "hpo 0.0.1")]
    [TestCase("refuse", "data.csv is not there")]
    public async Task Fault22_OtherVersion_IsRefusedAtHelloAndNotStartedAgain(string behaviour, string words)
    {
        await using var test = new PoolUnderTest(behaviour, settings => settings with { Version = "9.9" });
        test.Pool.SetCount(1);
        var refused = await test.ExpectAsync<WorkerRefused>();
        Assert.That(refused.Message, Does.Contain(words));
        Assert.That(behaviour == "refuse" || refused.Message.Contains("the coordinator is hpo 9.9", StringComparison.Ordinal), Is.True);
        Assert.That(test.Pool.Dispatch(1, PoolUnderTest.Request(1)), Is.False);
    }

    [Test]
    public async Task Fault22_OtherCoordinator_IsRefusedByTheWorkerWithBothVersions()
    {
        await using var test = new PoolUnderTest("honest", settings => settings with { Version = "9.9" });
        test.Pool.SetCount(1);
        var message = (await test.ExpectAsync<WorkerRefused>()).Message;
        Assert.That(message, Does.Contain("hpo 9.9").And.Contain($"hpo {Protocol.ProtocolJson.ProgramVersion}"));
    }

    [Test]
    public async Task Fault23_OtherData_AreRefusedWithBothHashes()
    {
        await using var test = new PoolUnderTest("other data");
        test.Pool.SetCount(1);
        Assert.That((await test.ExpectAsync<WorkerRefused>()).Message, Does.Contain("beef").And.Contain("cafe"));
    }

    [Test]
    public async Task Fault25_29_EndOfThePool_LeavesNoProcessWithinFiveSeconds()
    {
        await using var test = new PoolUnderTest(
            "honest",
            settings => settings with { EndGrace = TimeSpan.FromSeconds(1), TerminateGrace = TimeSpan.FromSeconds(1) });
        test.Pool.SetCount(3);
        for (var i = 0; i < 3; i++)
            await test.ExpectAsync<WorkerReady>();
        test.Dispatch(PoolUnderTest.Request(1, "hang"));
        test.Dispatch(PoolUnderTest.Request(2));
        Assert.That(test.Pool.Dispatch(2, PoolUnderTest.Request(3, "stop itself")), Is.True);
        await test.SkipToAsync<EvaluationBegun>();
        await PoolUnderTest.UntilAsync(() => test.Pids.Any(pid => PoolUnderTest.StateOf(pid) == 'T'));
        var clock = Stopwatch.StartNew();
        await test.Pool.DisposeAsync();
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
        Assert.That(test.Pids.Where(PoolUnderTest.IsAlive), Is.Empty);
    }
}
