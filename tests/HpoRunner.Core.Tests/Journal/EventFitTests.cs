using HpoRunner.Evaluation;

namespace HpoRunner.Journal;

/// <summary>
/// Journals whose checksums fit and whose story does not: fuzzing made them, and replaying them used to end in a bug's stack trace.
/// </summary>
internal sealed class EventFitTests
{
    private static readonly TrialProposed First = new(0, TrialOrigin.Baseline, new([new("learning_rate", 0.01)]));

    private static IEnumerable<TestCaseData> Misfits()
    {
        yield return new TestCaseData(First with { Trial = 7 }, "it proposes trial 7 where trial 1 comes next");
        yield return new TestCaseData(new EvaluationStarted(new(9, 0, 0), 1, 1), "it names trial 9, and there are 1");
        yield return new TestCaseData(new EvaluationStarted(new(0, 0, 99), 1, 1),
            "it names evaluation 0.0.99, which trial 0 does not have");
        yield return new TestCaseData(new EvaluationStarted(new(0, int.MaxValue, 0), 1, 1),
            "it names evaluation 0.2147483647.0, which trial 0 does not have");
        yield return new TestCaseData(
            new EvaluationEnded(
                new(0, 0, 0), 1, 1,
                new EvaluationResult(EvaluationState.Completed, new Dictionary<string, double> { ["acuracy"] = 1 }, 1, 1)),
            "evaluation 0.0.0 is completed in it without a number for accuracy");
        yield return new TestCaseData(new TrialSkipped(-1), "it names trial -1, and there are 1");
        yield return new TestCaseData(new FinalistsChosen([0]), "it chooses finalists, and the experiment confirms none");
        yield return new TestCaseData(new WinnerFrozen(1), "it names trial 1, and there are 1");
        yield return new TestCaseData(new SearchEnded("done", 4), "it names trial 4, and there are 1");
    }

    [TestCaseSource(nameof(Misfits))]
    public void G5_RecordThatCannotHaveHappened_IsRefusedByReplayAndVerify(object misfit, string reason)
    {
        var journal = SimulatedJournal.Bytes([SampleEvents.Header, First, (JournalEvent)misfit]);

        var exception = Assert.Throws<JournalMisfitException>(() => RunState.Replay(SimulatedJournal.Read(journal)));
        var verification = JournalVerification.Of(new SimulatedDisk(journal));

        Assert.That(exception!.Message, Is.EqualTo($"the journal of 20261121-021407-7f3a: record 3 is sound, but {reason}"));
        Assert.That(verification.Findings.Single(), Is.EqualTo(new JournalFinding(3, verification.Findings[0].Offset, exception.Message)));
    }

    [TestCase(0, 1)]
    [TestCase(-5, 1)]
    [TestCase(1000, int.MaxValue)]
    public void G5_HeaderWithImpossibleFolds_IsRefused(int folds, int repeats)
    {
        var experiment = SampleEvents.Header.Experiment with { Validation = new(Folds: folds, Repeats: repeats) };
        var journal = SimulatedJournal.Bytes([SampleEvents.Header with { Experiment = experiment }]);

        Assert.That(() => RunState.Replay(SimulatedJournal.Read(journal)), Throws.TypeOf<JournalMisfitException>());
    }
}
