using HpoRunner.Evaluation;
using HpoRunner.Journal;
using HpoRunner.Workers;

namespace HpoRunner;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class WorkerNewsTests
{
    private readonly DecidedRun _run = new();
    private readonly Crew _crew = new(2);
    private readonly Notices _notices = new();
    private readonly WorkerNews _news;

    public WorkerNewsTests()
    {
        _news = new WorkerNews(_run.Decides, _run.Decider, _crew, _notices);
        for (var worker = 1; worker <= 2; worker++)
            _news.Hear(new WorkerReady(worker, 100 + worker, "host", ""));
    }

    [Test]
    public void Hear_AnAnswerTwice_CountsOnce()
    {
        var started = Start(1);
        var answer = new EvaluationFinished(1, started.Evaluation, 1, DecidedRun.Completed(0.5));
        Assert.That(_news.Hear(answer), Is.EqualTo(new[] { new EvaluationEnded(started.Evaluation, 1, 1, answer.Result) }));
        Assert.That(_news.Hear(answer), Is.Empty);
    }

    [Test]
    public void Hear_AnAnswerFromAnotherWorkerOrAttempt_CountsNothing()
    {
        var key = Start(1).Evaluation;
        Assert.That(_news.Hear(new EvaluationFinished(2, key, 1, DecidedRun.Completed(0.5))), Is.Empty);
        Assert.That(_news.Hear(new EvaluationFinished(1, key, 2, DecidedRun.Completed(0.5))), Is.Empty);
    }

    [Test]
    public void Hear_Failure_IsTold()
    {
        var key = Start(1).Evaluation;
        _news.Hear(new EvaluationFinished(1, key, 1, EvaluationResult.Failed(FailureKind.Trainer, "no data", 1)));
        Assert.That(_notices.Since(0), Is.EqualTo(new[] { $"evaluation {key} failed at attempt 1: no data" }));
    }

    [Test]
    public void Hear_WorkerLost_FreesWhatItNeverBeganAndTakesItsPlaces()
    {
        var started = Start(1);
        var lost = new WorkerLost(1, "was killed", 137, [], [new(started.Evaluation, 1), new(new EvaluationKey(9, 0, 0), 1)]);
        Assert.That(
            _news.Hear(lost),
            Is.EqualTo(new[] { new EvaluationEnded(started.Evaluation, 1, 1, EvaluationResult.Stopped) }),
            "and not what it never had");
        Assert.That(_crew.FreeSlots(1), Is.EqualTo(new[] { 2 }));
    }

    [Test]
    public void Hear_NotDispatched_FreesItOnceAndLetsTheWorkerRest()
    {
        var started = Start(1);
        var missed = new NotDispatched(1, started.Evaluation, 1);
        var ended = new EvaluationEnded(started.Evaluation, 1, 1, EvaluationResult.Stopped);
        Assert.That(_news.Hear(missed), Is.EqualTo(new[] { ended }));
        Assert.That(_crew.FreeSlots(1), Is.EqualTo(new[] { 2 }));
        _run.Apply(ended);
        Assert.That(_news.Hear(missed), Is.Empty);
    }

    [Test]
    public void Hear_EveryWorkerGivenUp_NamesTheLastReason()
    {
        _news.Hear(new WorkerRefused(1, "other data"));
        Assert.That(_news.Stranded, Is.Null, "one is left");
        _news.Hear(new WorkersKeepDying(2, "ended with exit code 3", ["no such library"]));
        Assert.That(
            _news.Stranded, Is.EqualTo($"no worker can work: ended with exit code 3{Environment.NewLine}no such library"));
    }

    /// <summary>Decided, on disk and with the worker.</summary>
    private EvaluationStarted Start(int worker)
    {
        var started = _run.Decide(worker).OfType<EvaluationStarted>().Single();
        _crew.Dispatch(worker, started.Evaluation, started.Attempt);
        return started;
    }
}
