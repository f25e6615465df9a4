using HpoRunner.Evaluation;

namespace HpoRunner.Workers;

/// <summary>Workers that do not come to work, as real processes.</summary>
[Category("Process")]
[Platform("Unix")]
internal sealed class WorkerStartFaultTests
{
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
}
