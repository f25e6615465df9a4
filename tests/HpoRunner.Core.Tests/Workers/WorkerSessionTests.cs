using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Workers.Protocol;

namespace HpoRunner.Workers;

/// <summary>The worker's side, in this process, over pipes.</summary>
internal sealed class WorkerSessionTests
{
    private static readonly EvaluationKey Key = new(3, 0, 1);

    [Test]
    public async Task Hello_SameVersion_IsAnsweredByReadyWithTheDataHash()
    {
        await using var test = new SessionUnderTest(_ => Completed(1));
        test.Hello();
        var ready = test.Expect<ReadyMessage>();
        Assert.That((ready.DataHash, ready.Protocol, ready.Version, ready.Pid), Is.EqualTo(("cafe", 1, "1.0", Environment.ProcessId)));
    }

    [TestCase(1, "2.0")]
    [TestCase(2, "1.0")]
    public async Task Fault22_Hello_OtherVersion_IsRefusedWithBothAndEnds(int protocol, string version)
    {
        await using var test = new SessionUnderTest(_ => Completed(1));
        test.Say(new HelloMessage(protocol, version, "/run", 10));
        Assert.That(
            test.Expect<RefusedMessage>().Message,
            Does.Contain($"hpo {version} with protocol {protocol}").And.Contain("hpo 1.0 with protocol 1"));
        Assert.That(await test.End, Is.EqualTo(SessionEnd.Refused));
    }

    [Test]
    public async Task Open_DataThatCannotBeRead_IsRefusedWithTheReason()
    {
        await using var test = new SessionUnderTest(_ => Completed(1), new InvalidDataException("digits.csv:7: 3 fields"));
        test.Hello();
        Assert.That(test.Expect<RefusedMessage>().Message, Is.EqualTo("digits.csv:7: 3 fields"));
        Assert.That(await test.End, Is.EqualTo(SessionEnd.Refused));
    }

    [Test]
    public async Task Evaluate_Queue_IsComputedInOrderOnOneThread()
    {
        var threads = new HashSet<int>();
        await using var test = new SessionUnderTest(call =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            return Completed(call.Request.Seed);
        });
        test.Hello();
        for (var seed = 0; seed < 50; seed++)
            test.Say(new EvaluateMessage(Key with { Trial = seed }, 1, seed, Configuration.Empty));
        test.Expect<ReadyMessage>();
        for (var seed = 0; seed < 50; seed++)
        {
            Assert.That(test.Expect<StartedMessage>().Evaluation.Trial, Is.EqualTo(seed));
            Assert.That(test.Expect<CompletedMessage>().Metrics["score"], Is.EqualTo(seed));
        }
        Assert.That(threads, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Evaluate_Request_ArrivesAsItWasSent()
    {
        EvaluationRequest? seen = null;
        await using var test = new SessionUnderTest(call =>
        {
            seen = call.Request;
            return Completed(1);
        });
        var parameters = new Configuration([
            new("learning_rate", 0.1), new("hidden", "64-64"), new("nesterov", true), new("rate", double.NaN),
        ]);
        test.Hello();
        test.Say(new EvaluateMessage(EvaluationKey.Final(4), 7, 99, new Configuration(parameters.Entries.Take(3)), 2.5));
        test.SkipTo<CompletedMessage>();
        Assert.That(seen!.Parameters.Entries, Is.EqualTo(parameters.Entries.Take(3)));
        Assert.That(
            (seen.Key, seen.Attempt, seen.Seed, seen.Timeout),
            Is.EqualTo((EvaluationKey.Final(4), 7, 99, (TimeSpan?)TimeSpan.FromSeconds(2.5))));
    }

    [Test]
    public async Task Evaluate_Diverged_SaysSoWithItsMetrics()
    {
        await using var test = new SessionUnderTest(_ => Completed(double.NaN) with { State = EvaluationState.Diverged });
        test.Hello();
        test.Say(new EvaluateMessage(Key, 1, 0, Configuration.Empty));
        var completed = test.SkipTo<CompletedMessage>();
        Assert.That((completed.Diverged, completed.Metrics["score"]), Is.EqualTo((true, double.NaN)));
    }

    [Test]
    public async Task Evaluate_Infeasible_SaysSo()
    {
        await using var test = new SessionUnderTest(_ => Completed(0) with { State = EvaluationState.Infeasible, Message = "exit 77" });
        test.Hello();
        test.Say(new EvaluateMessage(Key, 1, 0, Configuration.Empty));
        var failed = test.SkipTo<FailedMessage>();
        Assert.That((failed.Kind, failed.Message), Is.EqualTo((FailedKind.Infeasible, "exit 77")));
    }

    [Test]
    public async Task Evaluate_Exception_FailsThisEvaluationOnly()
    {
        await using var test = new SessionUnderTest(
            call => call.Request.Seed == 0 ? throw new ArithmeticException("no \"good\"\n") : Completed(1));
        test.Hello();
        test.Say(new EvaluateMessage(Key, 1, 0, Configuration.Empty));
        test.Say(new EvaluateMessage(Key, 2, 1, Configuration.Empty));
        var failed = test.SkipTo<FailedMessage>();
        Assert.That((failed.Kind, failed.Message, failed.Attempt), Is.EqualTo((FailedKind.Trainer, "no \"good\"\n", 1)));
        Assert.That(test.SkipTo<CompletedMessage>().Attempt, Is.EqualTo(2));
    }

    [Test]
    public async Task Stop_RunningOne_CancelsItAndOnlyIt()
    {
        await using var test = new SessionUnderTest(call =>
        {
            if (call.Request.Seed == 0)
                call.Cancellation.WaitHandle.WaitOne();
            call.Cancellation.ThrowIfCancellationRequested();
            return Completed(1);
        });
        test.Hello();
        test.Say(new EvaluateMessage(Key, 1, 0, Configuration.Empty));
        test.Say(new EvaluateMessage(Key, 2, 1, Configuration.Empty));
        test.SkipTo<StartedMessage>();
        test.Say(new StopMessage(Key, 1));
        Assert.That(test.SkipTo<FailedMessage>().Kind, Is.EqualTo(FailedKind.Stopped));
        Assert.That(test.SkipTo<CompletedMessage>().Attempt, Is.EqualTo(2));
    }

    [Test]
    public async Task Fault29_EndOfInput_InAnEpochThatNeverEnds_ReturnsWithinTwoSeconds()
    {
        var armed = new TaskCompletionSource<TimeSpan>();
        using var never = new ManualResetEventSlim();
        await using var test = new SessionUnderTest(
            _ =>
            {
                never.Wait();
                return Completed(1);
            },
            settings: new WorkerSessionSettings { Farewell = TimeSpan.FromMilliseconds(100), EndWithin = limit => armed.SetResult(limit) });
        test.Hello();
        test.Say(new EvaluateMessage(Key, 1, 0, Configuration.Empty));
        test.SkipTo<StartedMessage>();
        test.CloseInput();
        Assert.That(await test.End, Is.EqualTo(SessionEnd.Disconnected));
        Assert.That(await armed.Task, Is.EqualTo(TimeSpan.FromSeconds(0.6)));
    }

    [Test]
    public async Task Exit_CancelsWhatRunsAndEnds()
    {
        var cancelled = new TaskCompletionSource();
        await using var test = new SessionUnderTest(call =>
        {
            call.Cancellation.WaitHandle.WaitOne();
            cancelled.SetResult();
            return Completed(1);
        });
        test.Hello();
        test.Say(new EvaluateMessage(Key, 1, 0, Configuration.Empty));
        test.SkipTo<StartedMessage>();
        test.Say(ExitMessage.Instance);
        Assert.That(await test.End, Is.EqualTo(SessionEnd.Exit));
        await cancelled.Task;
    }

    [Test]
    public async Task Silence_OfTheCoordinator_EndsAfterSixHeartbeats()
    {
        await using var test = new SessionUnderTest(_ => Completed(1));
        test.Say(new HelloMessage(ProtocolJson.Protocol, "1.0", "/run", 0.02));
        test.SkipTo<HeartbeatMessage>();
        Assert.That(await test.End, Is.EqualTo(SessionEnd.Silence));
    }

    [Test]
    public async Task Hello_ThatNeverComes_EndsTheSession()
    {
        await using var test = new SessionUnderTest(
            _ => Completed(1),
            settings: new WorkerSessionSettings { HelloWithin = TimeSpan.FromMilliseconds(50) });
        Assert.That(await test.End, Is.EqualTo(SessionEnd.Silence));
    }

    [Test]
    public async Task Termination_EndsTheSession()
    {
        await using var test = new SessionUnderTest(_ => Completed(1));
        test.Terminate();
        Assert.That(await test.End, Is.EqualTo(SessionEnd.Terminated));
    }

    [Test]
    public async Task Nonsense_FromTheCoordinator_IsSkipped()
    {
        await using var test = new SessionUnderTest(_ => Completed(1));
        test.Write("nonsense\n{\"type\":\"evaluate\"}\n\n"u8);
        test.Hello();
        test.Expect<ReadyMessage>();
    }

    private static EvaluationResult Completed(double score) =>
        new(EvaluationState.Completed, new Dictionary<string, double> { ["score"] = score }, 1, 0.5);
}
