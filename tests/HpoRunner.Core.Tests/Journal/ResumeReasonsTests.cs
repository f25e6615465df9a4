using HpoRunner.Evaluation;
using HpoRunner.Experiments;

namespace HpoRunner.Journal;

internal sealed class ResumeReasonsTests
{
    [Test]
    public void Of_EveryKindOfEvaluation_SaysWhyItIsReusedOrDoneAgain()
    {
        var state = RunWith(
            Ended("0.0.0", Completed(0.5)),
            Ended("0.0.1", EvaluationResult.Failed(FailureKind.Crash, "the worker was killed", 1), retry: true),
            Ended("1.0.0", new EvaluationResult(EvaluationState.Diverged, new Dictionary<string, double>(), 3, 1)),
            Ended("2.0.0", EvaluationResult.Stopped),
            new EvaluationStarted(EvaluationKey.Parse("2.0.1"), 1, 1),
            Ended("3.0.0", EvaluationResult.Failed(FailureKind.Trainer, "no such file", 1)));
        Assert.That(Lines(state, retriesFailed: false), Is.EqualTo(
        [
            "0.0.0 is reused: attempt 1 completed with accuracy 0.5",
            "0.0.1 is done again: attempt 1 failed, and 2 of 2 retries are left",
            "1.0.0 is reused: attempt 1 diverged, which is a result",
            "1.0.1 is not needed: an earlier fold has decided its trial",
            "2.0.0 is done again: attempt 1 was stopped before it was done",
            "2.0.1 is done again: attempt 1 was running when the run ended",
            "3.0.0 is reused: attempt 1 failed for good",
            "3.0.1 is not needed: an earlier fold has decided its trial",
        ]));
        Assert.That(Lines(state, retriesFailed: true).TakeLast(2), Is.EqualTo(
        [
            "3.0.0 is done again: it had failed for good (no such file), and failed ones are tried again on request",
            "3.0.1 is done: it was not begun",
        ]));
    }

    [Test]
    public void Of_SkippedTrialAndFinalFit_AreToldToo()
    {
        var state = RunWith(
            Ended("0.0.0", Completed(0.5)), Ended("0.0.1", Completed(0.5)), new TrialSkipped(1), new TrialSkipped(2), new TrialSkipped(3),
            new SearchEnded("finished on request"), new WinnerFrozen(0), new EvaluationStarted(EvaluationKey.Final(0), 1, 1));
        Assert.That(Lines(state, retriesFailed: true), Has.Exactly(6).EndsWith("is not needed: its trial was skipped"));
        Assert.That(Lines(state, retriesFailed: true)[^1], Is.EqualTo("0.final is done again: attempt 1 was running when the run ended"));
    }

    /// <summary>Of the trials that were let go and of those that were not, as the account of a resume puts them together.</summary>
    private static List<string> Lines((LiveState State, List<TrialState> Released) run, bool retriesFailed) =>
    [
        .. run.Released.SelectMany(trial => ResumeReasons.Of(trial, run.State, retriesFailed: false))
            .Concat(ResumeReasons.Of(run.State, retriesFailed))
            .OrderBy(reason => reason.Evaluation.IsFinal).ThenBy(reason => reason.Evaluation.Trial).Select(reason => reason.ToString()),
    ];

    private static (LiveState State, List<TrialState> Released) RunWith(params JournalEvent[] events)
    {
        var released = new List<TrialState>();
        var experiment = SampleEvents.Header.Experiment with
        {
            Metric = new MetricSettings("accuracy", Training.Metrics.MetricGoal.Maximize, null),
            Validation = new ValidationSettings(Folds: 2),
        };
        var header = SampleEvents.Header with { Experiment = experiment };
        var state = new LiveState(header, released.Add);
        var proposals = Enumerable
            .Range(0, 4)
            .Select(trial => new TrialProposed(trial, TrialOrigin.Search, new Configuration([new("learning_rate", 0.1 / (trial + 1))])));
        var at = new ManualClock().GetUtcNow();
        foreach (var journalEvent in proposals.Cast<JournalEvent>().Concat(events.SelectMany(WithStart)))
            state.Apply(new JournalEntry(1, 1, at, journalEvent));
        return (state, released);
    }

    private static IEnumerable<JournalEvent> WithStart(JournalEvent journalEvent) =>
        journalEvent is EvaluationEnded ended
            ? [new EvaluationStarted(ended.Evaluation, ended.Attempt, ended.Worker), ended]
            : [journalEvent];

    private static EvaluationEnded Ended(string key, EvaluationResult result, bool retry = false) =>
        new(EvaluationKey.Parse(key), 1, 1, result, retry);

    private static EvaluationResult Completed(double score) =>
        new(EvaluationState.Completed, new Dictionary<string, double> { ["accuracy"] = score }, 30, 1);
}
