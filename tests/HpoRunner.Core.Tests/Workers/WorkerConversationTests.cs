using FsCheck;
using FsCheck.Fluent;
using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Workers.Protocol;

namespace HpoRunner.Workers;

/// <summary>The coordinator's side of the protocol, without processes and clocks.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class WorkerConversationTests
{
    private static readonly WorkerPoolSettings Settings = new() { RunFolder = "/run", Version = "1.0", DataHash = "cafe" };

    private readonly List<WorkerEvent> _events = [];
    private readonly WorkerConversation _conversation;

    public WorkerConversationTests() => _conversation = new WorkerConversation(1, Settings, _events.Add, Seconds(0));

    [Test]
    public void Check_Timeout_CountsFromStartedAndChargesTheOldestAlone()
    {
        Ready();
        Request(1, timeoutSeconds: 10);
        Request(2, timeoutSeconds: 10);
        _conversation.Receive(new StartedMessage(Key(1), 1), Seconds(50));
        Assert.That(_conversation.Check(Seconds(59.9)), Is.False);
        Assert.That(_conversation.Check(Seconds(60)), Is.True);
        var rest = _conversation.Abandon(_conversation.Trouble!.Kind, _conversation.Trouble.Reason, long.MaxValue, Seconds(60));
        var finished = (EvaluationFinished)_events[^1];
        Assert.That((finished.Key, finished.Result.Kind, finished.Result.Seconds), Is.EqualTo((Key(1), FailureKind.Timeout, 10.0)));
        Assert.That(rest, Is.EqualTo(new[] { new UnchargedAttempt(Key(2), 1) }));
        Assert.That(_conversation.Check(Seconds(1000)), Is.False, "said once");
    }

    [Test]
    public void Check_NoTimeout_WaitsForEverWhileTheWorkerLives()
    {
        Ready();
        Request(1);
        _conversation.Receive(new StartedMessage(Key(1), 1), Seconds(1));
        for (var hour = 1; hour < 100; hour++)
        {
            _conversation.Receive(HeartbeatMessage.Instance, Seconds(hour * 50));
            Assert.That(_conversation.Check(Seconds(hour * 50)), Is.False);
        }
    }

    [Test]
    public void Check_Silence_IsLostAfterSixtySeconds()
    {
        Ready();
        Assert.That(_conversation.Check(Seconds(59)), Is.False);
        Assert.That(_conversation.Check(Seconds(60)), Is.True);
        Assert.That((_conversation.Trouble!.Kind, _conversation.Trouble.Hard), Is.EqualTo((FailureKind.Silence, true)));
    }

    [Test]
    public void Check_SecondInTheQueue_HasItsTimeOnceTheFirstIsDone()
    {
        Ready();
        Request(1);
        Request(2);
        _conversation.Receive(new StartedMessage(Key(1), 1), Seconds(0));
        _conversation.Receive(Completed(1), Seconds(500));
        _conversation.Receive(HeartbeatMessage.Instance, Seconds(559));
        Assert.That(_conversation.Check(Seconds(559)), Is.False);
        Assert.That(_conversation.Check(Seconds(560)), Is.True, "it never began");
    }

    [Test]
    public void Fault05_17_Receive_LateAnswerAfterTrouble_IsIgnored()
    {
        Ready();
        Request(1);
        _conversation.Break("wrote nonsense");
        _conversation.Receive(Completed(1), Seconds(1));
        Assert.That((_events.OfType<EvaluationFinished>().Count(), _conversation.Ignored), Is.EqualTo((0, 1)));
    }

    [Test]
    public void Receive_BeforeReady_NothingBelongsAnywhere()
    {
        _conversation.Receive(Completed(1), Seconds(1));
        _conversation.Receive(new StartedMessage(Key(1), 1), Seconds(1));
        Assert.That((_events.Count, _conversation.Ignored), Is.EqualTo((0, 2)));
    }

    [Test]
    public void Fault20_Abandon_RequestThatNeverLeft_IsNotCharged()
    {
        Ready();
        _conversation.Requested(Make(1, null), position: 200, Seconds(1));
        var rest = _conversation.Abandon(FailureKind.Crash, "was killed", positionWritten: 199, Seconds(2));
        Assert.That(rest, Is.EqualTo(new[] { new UnchargedAttempt(Key(1), 1) }));
        Assert.That(_events.OfType<EvaluationFinished>(), Is.Empty);
    }

    [Test]
    public void Abandon_AskedToEnd_ChargesNothing()
    {
        Ready();
        Request(1);
        Assert.That(_conversation.Abandon(null, "ended", long.MaxValue, Seconds(2)), Has.Count.EqualTo(1));
    }

    [Test]
    public void Abandon_StoppedOnes_EndAsStopped()
    {
        Ready();
        Request(1);
        Request(2);
        _conversation.StopRequested(Key(2), 1, Seconds(1), Seconds(10));
        Assert.That(_conversation.Abandon(FailureKind.Crash, "was killed", long.MaxValue, Seconds(2)), Is.Empty);
        Assert.That(
            _events.OfType<EvaluationFinished>().Select(end => end.Result.State),
            Is.EqualTo(new[] { EvaluationState.Failed, EvaluationState.Stopped }));
    }

    [Test]
    public void Receive_StoppedThatNobodyAskedFor_IsAFailure()
    {
        Ready();
        Request(1);
        _conversation.Receive(new FailedMessage(Key(1), 1, FailedKind.Stopped, "bored"), Seconds(1));
        Assert.That(((EvaluationFinished)_events[^1]).Result.Kind, Is.EqualTo(FailureKind.Trainer));
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(-1)]
    public void Receive_SecondsThatMakeNoSense_AreMeasuredHere(double seconds)
    {
        Ready();
        Request(1);
        _conversation.Receive(new StartedMessage(Key(1), 1), Seconds(3));
        _conversation.Receive(Completed(1) with { Seconds = seconds, Epochs = -4 }, Seconds(5));
        var result = ((EvaluationFinished)_events[^1]).Result;
        Assert.That((result.Seconds, result.Epochs), Is.EqualTo((2.0, 0)));
    }

    [Test]
    public void Receive_ResultFileThatCannotBeRead_IsACrash()
    {
        Ready();
        Request(1);
        _conversation.Receive(Completed(1), Seconds(1), null, "the result file /x cannot be read");
        Assert.That(((EvaluationFinished)_events[^1]).Result.Kind, Is.EqualTo(FailureKind.Crash));
    }

    [Test]
    public void AnyConversation_EachRequestEndsExactlyOnce()
    {
        var steps = Gen.ListOf(Gen.Zip(Gen.Choose(0, 7), Gen.Choose(0, 5)));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(steps.ToArbitrary(), Converse));
    }

    /// <summary>Requests are numbered from 0; each step is what happens and to which of the latest.</summary>
    private static bool Converse(IEnumerable<(int What, int Which)> steps)
    {
        var events = new List<WorkerEvent>();
        var conversation = new WorkerConversation(1, Settings, events.Add, Seconds(0));
        conversation.Receive(new ReadyMessage(1, "1.0", 1, "here", "/", "cafe"), Seconds(0));
        var (requested, now) = (0, 0.0);
        foreach (var (what, which) in steps)
        {
            var key = Key(Math.Max(0, requested - which));
            now += which;
            switch (what)
            {
                case 0 or 1 when conversation.InFlightCount < WorkerConversation.Capacity:
                    conversation.Requested(Make(requested, 8) with { Key = Key(requested++) }, requested, Seconds(now));
                    break;
                case 2:
                    conversation.Receive(new StartedMessage(key, 1), Seconds(now));
                    break;
                case 3:
                    conversation.Receive(new CompletedMessage(key, 1 + (which / 5), new Dictionary<string, double>(), 1, 1), Seconds(now));
                    break;
                case 4:
                    conversation.Receive(new FailedMessage(key, 1, (FailedKind)(which % 4), "no"), Seconds(now));
                    break;
                case 5:
                    conversation.StopRequested(key, 1, Seconds(now), Seconds(10));
                    break;
                case 6:
                    conversation.Check(Seconds(now));
                    break;
                case 7:
                    conversation.Receive(
                        new MeasurementMessage(key, 1, which, new Dictionary<string, double> { ["loss"] = which }), Seconds(now));
                    break;
            }
        }
        var rest = conversation.Abandon(FailureKind.Crash, "was killed", requested - 1, Seconds(now));
        var ends = events.OfType<EvaluationFinished>().Select(end => end.Key.Trial).Concat(rest.Select(attempt => attempt.Key.Trial));
        return ends.Order().SequenceEqual(Enumerable.Range(0, requested)) && conversation.InFlightCount == 0;
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static EvaluationKey Key(int trial) => new(trial, 0, 0);

    private static EvaluationRequest Make(int trial, double? timeoutSeconds) =>
        new(Key(trial), 1, 0, Configuration.Empty, timeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

    private static CompletedMessage Completed(int trial) => new(Key(trial), 1, new Dictionary<string, double> { ["score"] = 1 }, 1, 1);

    private void Ready() => _conversation.Receive(new ReadyMessage(1, "1.0", 1, "here", "/", "cafe"), Seconds(0));

    private void Request(int trial, double? timeoutSeconds = null) =>
        _conversation.Requested(Make(trial, timeoutSeconds), trial, Seconds(0));
}
