using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Journal;

namespace HpoRunner;

/// <summary>What is decided when people stop, finish, skip or resume.</summary>
internal sealed class RunDeciderSteeringTests
{
    private static readonly EvaluationKey First = new(0, 0, 0);

    [Test]
    public void Stop_WaitsForWhatRunsStartsNothingAndClosesAsInterrupted()
    {
        var run = new DecidedRun();
        var started = run.Decide(1).OfType<EvaluationStarted>().Single();
        run.StopRequested = true;
        Assert.That(run.Decide(1, 2, 3), Is.Empty);
        run.Answer(started, DecidedRun.Completed(0.5));
        Assert.That(run.Decide(1, 2, 3), Is.EqualTo((JournalEvent[])[new RunClosed(RunOutcome.Interrupted, "interrupted")]));
        Assert.That(run.Decide(1), Is.Empty, "a closed run decides nothing");
    }

    [Test]
    public void Skipped_TrialIsStoppedAndItsOtherFoldsAreNotStarted()
    {
        var run = new DecidedRun();
        var started = run.Decide(1).OfType<EvaluationStarted>().Single();
        run.Apply(new TrialSkipped(0));
        Assert.That(run.Decider.ToStop(run.Situation(), [started.Evaluation]), Has.One.EqualTo(First));
        run.Answer(started, EvaluationResult.Stopped);
        run.RunToTheEnd((key, _) => key.Trial == 0 ? throw new AssertionException("was started") : DecidedRun.Completed(0.5));
        Assert.That(run.State.AllTrials[0].Status, Is.EqualTo(TrialStatus.Stopped));
    }

    [Test]
    public void Finish_StopsWhatRunsAndGoesOnToTheFinalStage()
    {
        var run = new DecidedRun(experiment =>
            experiment with { TestShare = 0.2, Validation = new ValidationSettings(ValidationMethod.Holdout) });
        var started = run.Decide(1, 2).OfType<EvaluationStarted>().ToList();
        run.Answer(started[0], DecidedRun.Completed(0.5));
        run.Apply(new SearchEnded("finished on request", StopsRunning: true));
        Assert.That(run.Decider.ToStop(run.Situation(), [started[1].Evaluation]), Has.One.Items);
        run.Answer(started[1], EvaluationResult.Stopped);
        Assert.That(
            run.RunToTheEnd((_, _) => DecidedRun.Completed(0.5)),
            Is.EqualTo(new RunClosed(RunOutcome.Finished, "finished on request")));
    }

    [Test]
    public void Resume_InterruptedEvaluation_GetsTheNextAttemptAndIsNotCharged()
    {
        var run = new DecidedRun();
        run.Decide(1);
        run.Resume();
        Assert.That(run.Decide(1).OfType<EvaluationStarted>().Single(), Is.EqualTo(new EvaluationStarted(First, 2, 1)));
        Assert.That(run.State.AllTrials[0].Slots[0].ChargedFailures, Is.Zero);
    }

    [Test]
    public void Resume_MoreTrials_GoesOnWhereTheSearchEndedAndKeepsTheWinner()
    {
        var run = new DecidedRun(experiment => experiment with { TestShare = 0.2 });
        run.RunToTheEnd((key, _) => DecidedRun.Completed(0.5 + (0.01 * key.Trial)));
        run.Resume(new BudgetSettings(Trials: 5));
        var closed = run.RunToTheEnd((key, _) =>
            key.IsFinal ? throw new AssertionException("the test rows were used again") : DecidedRun.Completed(0.5 + (0.01 * key.Trial)));
        Assert.That(closed.Reason, Is.EqualTo("5 trials done"));
        Assert.That(run.State.Winner, Is.EqualTo(3));
    }

    [Test]
    public void Resume_FewerTrials_EndsAtOnce()
    {
        var run = new DecidedRun(experiment => experiment with { Budget = new BudgetSettings(Trials: 9) });
        run.Decide(1).OfType<EvaluationStarted>().ToList().ForEach(started => run.Answer(started, DecidedRun.Completed(0.5)));
        run.Resume(new BudgetSettings(Trials: 1));
        run.RunToTheEnd((_, _) => DecidedRun.Completed(0.5));
        Assert.That(run.State.AllTrials, Has.Count.EqualTo(2));
    }
}
