using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Journal;

namespace HpoRunner;

internal sealed class RunDeciderTests
{
    private static readonly EvaluationKey First = new(0, 0, 0);

    [Test]
    public void Trials_AreCountedWithoutTheBaseline()
    {
        var run = new DecidedRun();
        Assert.That(run.RunToTheEnd((_, _) => DecidedRun.Completed(0.5)), Is.EqualTo(new RunClosed(RunOutcome.Finished, "3 trials done")));
        Assert.That(
            run.State.AllTrials.Select(trial => trial.Origin),
            Is.EqualTo((TrialOrigin[])[TrialOrigin.Baseline, TrialOrigin.Search, TrialOrigin.Search, TrialOrigin.Search]));
    }

    [Test]
    public void Points_ComeRightAfterTheBaselineAndCountAsTrials()
    {
        var run = new DecidedRun(experiment => experiment with { Points = [Rate(0.02), Rate(0.03)] });
        run.RunToTheEnd((_, _) => DecidedRun.Completed(0.5));
        Assert.That(
            run.State.AllTrials.Select(trial => trial.Origin),
            Is.EqualTo((TrialOrigin[])[TrialOrigin.Baseline, TrialOrigin.Point, TrialOrigin.Point, TrialOrigin.Search]));
        Assert.That(run.State.AllTrials[2].Parameters, Is.EqualTo(Rate(0.03)));
    }

    [Test]
    public void Points_ThatRepeatTheBaselineOrEachOther_AreProposedOnce()
    {
        var run = new DecidedRun(experiment => experiment with { Points = [Rate(0.001), Rate(0.02), Rate(0.02)] });
        run.RunToTheEnd((_, _) => DecidedRun.Completed(0.5));
        Assert.That(run.State.AllTrials.Count(trial => trial.Origin == TrialOrigin.Point), Is.EqualTo(1));
        Assert.That(run.State.AllTrials.Select(trial => trial.Parameters), Is.Unique);
    }

    [Test]
    public void ExhaustedSpace_EndsTheSearch()
    {
        var run = new DecidedRun(experiment => experiment with
        {
            Parameters = [new Parameter("learning_rate", new ChoiceDomain([0.001, 0.01], null), 0.001, [])],
            Budget = new BudgetSettings(Trials: 50),
        });
        Assert.That(run.RunToTheEnd((_, _) => DecidedRun.Completed(0.5)).Reason, Is.EqualTo("the search space is exhausted"));
        Assert.That(run.State.AllTrials, Has.Count.EqualTo(2));
    }

    [Test]
    public void Grid_EndsWhenItIsComplete()
    {
        var run = new DecidedRun(experiment => experiment with
        {
            Search = SearchMethod.Grid,
            Parameters = [new Parameter("learning_rate", new ChoiceDomain([0.001, 0.01, 0.1], null), 0.001, [])],
            Budget = new BudgetSettings(),
        });
        Assert.That(run.RunToTheEnd((_, _) => DecidedRun.Completed(0.5)).Reason, Is.EqualTo("the grid is complete"));
        Assert.That(run.State.AllTrials, Has.Count.EqualTo(3));
    }

    [Test]
    public void BrokenConstraint_IsProposedAndNeverStarted()
    {
        var run = new DecidedRun(experiment => experiment with
        {
            Points = [Rate(0.09)],
            Constraints = [new Constraint("learning_rate", "<", 0.05, LeftIsParameter: true, RightIsParameter: false)],
        });
        run.RunToTheEnd((key, _) => key.Trial == 1 ? throw new AssertionException("was started") : DecidedRun.Completed(0.5));
        Assert.That(run.State.AllTrials[1].Status, Is.EqualTo(TrialStatus.Infeasible));
        Assert.That(run.State.AllTrials, Has.Count.EqualTo(4), "it uses up a trial");
    }

    [Test]
    public void Target_EndsAtTheLowestTrialThatReachesIt_EvenIfALaterOneIsDoneFirst()
    {
        var run = new DecidedRun(experiment => experiment with
        {
            Metric = experiment.Metric with { Target = 0.9 },
            Validation = new ValidationSettings(Folds: 2),
            Budget = new BudgetSettings(Trials: 9),
        });
        var started = new List<EvaluationStarted>();
        started.AddRange(run.Decide(1, 2, 3, 4, 5, 6).OfType<EvaluationStarted>());
        foreach (var late in started.Where(start => start.Evaluation.Trial == 2))
            run.Answer(late, DecidedRun.Completed(0.99));
        Assert.That(run.Decide(), Is.Empty, "trials 0 and 1 may still reach it");
        foreach (var early in started.Where(start => start.Evaluation.Trial == 0))
            run.Answer(early, DecidedRun.Completed(0.5));
        foreach (var first in started.Where(start => start.Evaluation.Trial == 1))
            run.Answer(first, DecidedRun.Completed(0.91));
        Assert.That(run.Decide(1), Is.EqualTo((JournalEvent[])[new SearchEnded("trial 1 reached the target", 1)]));
        run.RunToTheEnd((_, _) => DecidedRun.Completed(0.5));
        Assert.That(run.State.Winner, Is.EqualTo(1), "trial 2 is better, but stays in the journal only");
    }

    [Test]
    public void Target_Reached_StopsWhatRunsBesideIt()
    {
        var run = new DecidedRun(experiment => experiment with
        {
            Metric = experiment.Metric with { Target = 0.9 }, Validation = new ValidationSettings(ValidationMethod.Holdout),
        });
        var started = run.Decide(1, 2).OfType<EvaluationStarted>().ToList();
        run.Answer(started[0], DecidedRun.Completed(0.95));
        run.Decide();
        Assert.That(run.Decider.ToStop(run.Situation(), [started[1].Evaluation]), Is.EqualTo((EvaluationKey[])[started[1].Evaluation]));
    }

    [Test]
    public void MaxFailed_ClosesTheRunAsFailed()
    {
        var run = new DecidedRun(experiment => experiment with { Budget = new BudgetSettings(Trials: 30, MaxFailed: 3) });
        var closed = run.RunToTheEnd((key, _) => EvaluationResult.Failed(FailureKind.Trainer, $"no convergence in {key}", 1));
        Assert.That(closed, Is.EqualTo(new RunClosed(RunOutcome.Failed, "3 trials failed (budget.max_failed)")));
    }

    [Test]
    public void FirstFiveFailAlike_ClosesTheRunWithTheirMessage()
    {
        var run = new DecidedRun(experiment => experiment with { Budget = new BudgetSettings(Trials: 30) });
        var closed = run.RunToTheEnd((_, _) => EvaluationResult.Failed(FailureKind.Trainer, "no such file: weights.bin", 1));
        Assert.That(
            closed,
            Is.EqualTo(new RunClosed(RunOutcome.Failed, "the first 5 evaluations all failed alike: no such file: weights.bin")));
        Assert.That(run.State.Tally.DoneEvaluations, Is.EqualTo(5));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void FirstFiveFail_NotAlikeOrAfterOneThatDidNot_GoesOn(bool oneCompletes)
    {
        var run = new DecidedRun(experiment => experiment with { Budget = new BudgetSettings(Trials: 9) });
        run.RunToTheEnd((key, _) => oneCompletes && key == First ? DecidedRun.Completed(0.5)
            : EvaluationResult.Failed(FailureKind.Trainer, oneCompletes ? "the same" : $"another in {key}", 1));
        Assert.That(run.State.AllTrials, Has.Count.EqualTo(10));
    }

    [Test]
    public void FirstFiveFailAlike_ResumeTriesAgain()
    {
        var run = new DecidedRun(experiment => experiment with { Budget = new BudgetSettings(Trials: 30) });
        run.RunToTheEnd((_, _) => EvaluationResult.Failed(FailureKind.Trainer, "the disk was full", 1));
        run.Resume();
        Assert.That(run.RunToTheEnd((_, _) => DecidedRun.Completed(0.5)).Outcome, Is.EqualTo(RunOutcome.Finished));
    }

    [TestCase(FailureKind.Crash, 3)]
    [TestCase(FailureKind.Timeout, 3)]
    [TestCase(FailureKind.Silence, 3)]
    [TestCase(FailureKind.Trainer, 1)]
    [TestCase(FailureKind.Memory, 1)]
    public void Fault01_03_05_Failures_AreTriedAgainByTheirKindAndThenFailed(FailureKind kind, int attempts)
    {
        var run = new DecidedRun();
        run.RunToTheEnd((key, _) => key == First ? EvaluationResult.Failed(kind, "m", 1) : DecidedRun.Completed(0.5));
        Assert.That(run.State.AllTrials[0].Slots[0].Attempts, Is.EqualTo(attempts));
        Assert.That(run.State.AllTrials[0].Status, Is.EqualTo(TrialStatus.Failed));
        Assert.That(run.State.AllTrials.Count(trial => trial.Status == TrialStatus.Completed), Is.EqualTo(3));
    }

    [Test]
    public void Fault8_PoisonEvaluation_IsQuarantinedAfterItsRetriesAndTheOthersFinish()
    {
        var run = new DecidedRun(
            experiment => experiment with { Workers = new WorkerSettings(Retries: 4), Budget = new BudgetSettings(Trials: 8) });
        var closed = run.RunToTheEnd((key, _) => key == new EvaluationKey(2, 0, 1)
            ? EvaluationResult.Failed(FailureKind.Crash, "the worker was killed", 1) : DecidedRun.Completed(0.5));
        Assert.That(closed.Outcome, Is.EqualTo(RunOutcome.Finished));
        Assert.That(run.State.AllTrials[2].Slots[1].Attempts, Is.EqualTo(5));
        Assert.That(run.State.AllTrials.Count(trial => trial.Status == TrialStatus.Completed), Is.EqualTo(8));
    }

    [TestCase("acuracy", "no metric named accuracy; seen: acuracy (did you mean 'acuracy'?)")]
    [TestCase("log_loss", "no metric named accuracy; seen: log_loss")]
    [TestCase(null, "no metric named accuracy; seen: none")]
    public void Fault10_MetricMissingOrMisnamed_IsAFailureWithWhatWasSeen(string? seen, string message)
    {
        var run = new DecidedRun();
        var metrics = seen is null ? new Dictionary<string, double>() : new() { [seen] = 0.5 };
        run.RunToTheEnd(
            (key, _) => key == First ? new EvaluationResult(EvaluationState.Completed, metrics, 1, 1) : DecidedRun.Completed(0.5));
        Assert.That((run.State.AllTrials[0].Status, run.State.AllTrials[0].Slots[0].Message), Is.EqualTo((TrialStatus.Failed, message)));
        Assert.That(run.State.AllTrials.Count(trial => trial.Status == TrialStatus.Completed), Is.EqualTo(3));
    }

    [Test]
    public void Fault09_DivergedTrials_AreNeverTheBest()
    {
        var run = new DecidedRun();
        run.RunToTheEnd((key, _) => key.Trial == 1 ? DecidedRun.Completed(0.1) : new EvaluationResult(
            EvaluationState.Diverged,
            new Dictionary<string, double> { ["accuracy"] = key.Trial == 2 ? double.PositiveInfinity : double.NaN }, 1, 1));
        Assert.That((run.State.Tally.Best!.Number, run.State.Winner, run.State.Tally.DivergedCount), Is.EqualTo((1, 1, 3)));
    }

    [TestCase(EvaluationState.Diverged, TrialStatus.Diverged)]
    [TestCase(EvaluationState.Infeasible, TrialStatus.Infeasible)]
    public void ResultThatIsNoScore_SettlesTheTrialAndIsNotRetried(EvaluationState state, TrialStatus status)
    {
        var run = new DecidedRun();
        run.RunToTheEnd((key, _) => key == First ? DecidedRun.Of(state) : DecidedRun.Completed(0.5));
        Assert.That((run.State.AllTrials[0].Status, run.State.AllTrials[0].Slots[0].Attempts), Is.EqualTo((status, 1)));
        Assert.That(run.State.AllTrials[0].Slots[1].Attempts, Is.Zero, "the fold behind it decides nothing any more");
    }

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
    public void Fault07_NoWorkerCanWork_ClosesAtOnceWithTheReason()
    {
        var run = new DecidedRun();
        run.Decide(1);
        run.Stranded = "no worker can work: no such library";
        Assert.That(run.Decide(), Is.EqualTo((JournalEvent[])[new RunClosed(RunOutcome.Failed, "no worker can work: no such library")]));
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

    [Test]
    public void FinalStage_RefitsWinnerAndBaselineOnce()
    {
        var run = new DecidedRun(experiment => experiment with { TestShare = 0.2 });
        var finals = new List<EvaluationKey>();
        run.RunToTheEnd((key, _) =>
        {
            if (key.IsFinal)
                finals.Add(key);
            return DecidedRun.Completed(key.Trial == 2 ? 0.9 : 0.5);
        });
        Assert.That(finals, Is.EqualTo((EvaluationKey[])[EvaluationKey.Final(2), EvaluationKey.Final(0)]));
    }

    [Test]
    public void FinalStage_NothingCompleted_ClosesAsFailed() =>
        Assert.That(
            new DecidedRun().RunToTheEnd((_, _) => DecidedRun.Of(EvaluationState.Diverged)),
            Is.EqualTo(new RunClosed(RunOutcome.Failed, "no trial succeeded")));

    [Test]
    public void Time_EndsTheSearchAndNothingStartsThatWouldNotFinish()
    {
        var run = new DecidedRun(experiment => experiment with { Budget = new BudgetSettings(Time: TimeSpan.FromMinutes(10)) });
        run.Decide(1).OfType<EvaluationStarted>().ToList().ForEach(started => run.Answer(started, DecidedRun.Completed(0.5, seconds: 60)));
        run.RunningTime = TimeSpan.FromMinutes(9.5);
        Assert.That(run.Decide(1).Single(), Is.TypeOf<SearchEnded>().With.Property("Reason").EqualTo("the running time of 10m is used up"));
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
    public void ReopenedFailures_AreTriedAgainWithAllTheirRetries()
    {
        var run = new DecidedRun();
        run.RunToTheEnd((key, _) => key == First ? EvaluationResult.Failed(FailureKind.Crash, "m", 1) : DecidedRun.Completed(0.5));
        run.Resume();
        run.Apply(new FailedReopened());
        Assert.That(run.State.Tally.FailedCount, Is.Zero);
        run.RunToTheEnd(
            (key, attempt) => key == First && attempt < 6 ? EvaluationResult.Failed(FailureKind.Crash, "m", 1) : DecidedRun.Completed(0.5));
        Assert.That((run.State.AllTrials[0].Status, run.State.AllTrials[0].Slots[0].Attempts), Is.EqualTo((TrialStatus.Completed, 6)));
        Assert.That(run.State.Tally.SettledCount, Is.EqualTo(4));
    }

    private static Configuration Rate(double rate) => new([new("learning_rate", rate)]);
}
