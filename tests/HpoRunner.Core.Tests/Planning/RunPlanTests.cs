using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Journal;
using HpoRunner.Training.Metrics;

namespace HpoRunner.Planning;

/// <summary>
/// Ten trials and the baseline on three folds: 33 evaluations of 3 s on two workers are 17 rounds, 51 s; two refits at once on 3/2 of the
/// rows 4.5 s; report and start-up 3 s.
/// </summary>
internal sealed class RunPlanTests
{
    private static readonly DateTimeOffset Now = new ManualClock().GetUtcNow();
    private static readonly Probe[] TwoProbes =
    [
        new(new EvaluationKey(0, 0, 0), 30, 30, TimeSpan.FromSeconds(2)), new(new EvaluationKey(1, 0, 0), 10, 40, TimeSpan.FromSeconds(1)),
    ];

    [Test]
    public void Of_NumberOfTrials_PredictsTheEnd()
    {
        var plan = Plan(new BudgetSettings(Trials: 10));
        Assert.That((plan.Trials, plan.Evaluations, plan.FinalFits, plan.SecondsPerEvaluation), Is.EqualTo((11L, 33L, 2, 3.0)));
        Assert.That(plan.Seconds, Is.EqualTo(58.5).Within(1e-9));
        Assert.That(plan.End, Is.EqualTo(Now.AddSeconds(58.5)));
        Assert.That((plan.TrialsInTime, plan.IsCutShort), Is.EqualTo(((long?)null, false)));
    }

    [Test]
    public void Of_MoreWorkersThanCores_AreNoFaster() =>
        Assert.That(Plan(new BudgetSettings(Trials: 10), workers: 16).Seconds, Is.EqualTo(58.5).Within(1e-9));

    // 30 s on two workers: 20 evaluations, 6 whole trials; refits and report come after it.
    [Test]
    public void Of_RunningTimeThatEndsFirst_CutsTheSearchShort()
    {
        var plan = Plan(new BudgetSettings(Trials: 10, Time: TimeSpan.FromSeconds(30)));
        Assert.That((plan.TrialsInTime, plan.IsCutShort), Is.EqualTo((6L, true)));
        Assert.That(plan.Seconds, Is.EqualTo(37.5).Within(1e-9));
    }

    // The report is there at the time: 40 - 7.5 s are for the search, 7 trials.
    [Test]
    public void Of_ClockThatEndsFirst_EndsThen()
    {
        var plan = Plan(new BudgetSettings(Trials: 10, Until: new TimeOnly(7, 0)), until: Now.AddSeconds(40));
        Assert.That((plan.TrialsInTime, plan.IsCutShort, plan.End), Is.EqualTo((7L, true, Now.AddSeconds(40))));
    }

    [Test]
    public void Of_ClockFarAway_LeavesRoom()
    {
        var plan = Plan(new BudgetSettings(Trials: 10, Until: new TimeOnly(7, 0)), until: Now.AddSeconds(60));
        Assert.That((plan.TrialsInTime, plan.IsCutShort), Is.EqualTo((11L, false)));
        Assert.That(plan.Seconds, Is.EqualTo(58.5).Within(1e-9));
    }

    [Test]
    public void Of_ClockAlone_CountsWhatFitsAndItsDisk()
    {
        var plan = Plan(new BudgetSettings(Until: new TimeOnly(7, 0)), until: Now.AddSeconds(40));
        Assert.That((plan.Trials, plan.Evaluations, plan.TrialsInTime), Is.EqualTo(((long?)null, (long?)null, 7L)));
        Assert.That(plan.Disk, Is.EqualTo(Storage.DiskNeed.Of(State(new BudgetSettings(), null).Experiment, 21)));
    }

    // Two models are kept, and two workers judge at most four more trials: 6 × 3 folds × (1,000 weights of 4 bytes + 16 KiB).
    [Test]
    public void Of_KeptModels_AreCountedInItsDisk()
    {
        var budget = new BudgetSettings(Trials: 10);
        var state = State(budget, null);
        var plain = RunPlan.Of(state, TwoProbes, new Machine(2, 2, 100, 1000), Now, Storage.DiskNeed.OfModel(1000));
        Assert.That(plain.Disk, Is.EqualTo(Storage.DiskNeed.Of(state.Experiment, 33)), "none are kept");
        var keeping = new RunState(state.Header with { Experiment = state.Experiment with { KeepModels = 2 } });
        var plan = RunPlan.Of(keeping, TwoProbes, new Machine(2, 2, 100, 1000), Now, Storage.DiskNeed.OfModel(1000));
        Assert.That(plan.Disk - plain.Disk, Is.EqualTo(6 * 3 * (4000 + 16384)));
    }

    [Test]
    public void Of_NoProbe_TellsNoTime()
    {
        var plan = RunPlan.Of(State(new BudgetSettings(Trials: 10), null), [], new Machine(2, 2, 1, 1), Now);
        Assert.That((plan.Seconds, plan.End, plan.Evaluations), Is.EqualTo(((double?)null, (DateTimeOffset?)null, 33L)));
    }

    private static RunPlan Plan(BudgetSettings budget, DateTimeOffset? until = null, int workers = 2) =>
        RunPlan.Of(State(budget, until), TwoProbes, new Machine(workers, Cores: 2, MemoryPerWorker: 100, DiskFree: 1000), Now);

    private static RunState State(BudgetSettings budget, DateTimeOffset? until) => new(SampleEvents.Header with
    {
        Until = until,
        Experiment = SampleEvents.Header.Experiment with
        {
            Metric = new MetricSettings("accuracy", MetricGoal.Maximize, null),
            Validation = new ValidationSettings(Folds: 3),
            Budget = budget,
        },
    });
}
