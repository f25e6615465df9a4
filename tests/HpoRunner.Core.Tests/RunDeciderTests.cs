using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Journal;

namespace HpoRunner;

/// <summary>What the search proposes and when it ends.</summary>
internal sealed class RunDeciderTests
{
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

    private static Configuration Rate(double rate) => new([new("learning_rate", rate)]);
}
