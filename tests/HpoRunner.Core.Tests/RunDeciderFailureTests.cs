using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Journal;

namespace HpoRunner;

/// <summary>What is decided about evaluations that fail, and when they end the run.</summary>
internal sealed class RunDeciderFailureTests
{
    private static readonly EvaluationKey First = new(0, 0, 0);

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
    public void Fault07_NoWorkerCanWork_ClosesAtOnceWithTheReason()
    {
        var run = new DecidedRun();
        run.Decide(1);
        run.Stranded = "no worker can work: no such library";
        Assert.That(run.Decide(), Is.EqualTo((JournalEvent[])[new RunClosed(RunOutcome.Failed, "no worker can work: no such library")]));
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
}
