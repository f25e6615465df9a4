using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Training.Metrics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Journal;

/// <summary>A coordinator's state lets settled trials go; nobody can tell by its decisions, and it hardly grows.</summary>
internal sealed class LiveStateTests
{
    private const int Folds = 3;

    // Of each trial a fingerprint of 64 bits stays, in a table that is at least half full: 10 to 15 bytes.
    [Test]
    public void Memory_OfASettledTrial_IsBelow32Bytes()
    {
        const int Early = 20_000, Late = 120_000;
        var state = NewState(experiment => experiment);
        var before = Settle(state, 0, Early);
        var growth = Settle(state, Early, Late) - before;
        TestContext.Out.WriteLine(FormattableString.Invariant($"{growth / (double)(Late - Early):F1} bytes per trial"));
        Assert.That(growth / (double)(Late - Early), Is.LessThan(32));
        Assert.That((state.TrialCount, state.Tally.SettledCount, state.HeldTrials.Count()), Is.EqualTo((Late, Late, 1)));
    }

    [Test]
    public void Memory_OfAGridsTrial_IsNothing()
    {
        var state = NewState(experiment => experiment with { Search = SearchMethod.Grid });
        Settle(state, 0, 2000);
        Assert.That((state.Taken.Count, state.SearchedCount), Is.EqualTo((0, 2000)));
    }

    /// <summary>
    /// Two hundred searches with everything that can happen to a trial, decided twice: from this state, and from one that keeps every
    /// trial.
    /// </summary>
    [Test]
    public void Decisions_AreThoseOfAStateThatKeepsEveryTrial() => Assert.Multiple(() =>
    {
        foreach (var seed in Enumerable.Range(1, 200))
            DecideTwice(seed);
    });

    private static void DecideTwice(int seed)
    {
        var random = new RandomStream((ulong)seed);
        var live = new DecidedRun(Varied(random));
        var whole = new DecidedRun(Varied(new RandomStream((ulong)seed)), decidesFromAll: true);
        var running = new List<EvaluationStarted>();
        for (var step = 0; step < 400; step++)
        {
            var slots = Enumerable.Range(1, Math.Max(0, 4 - running.Count)).ToArray();
            var decisions = live.Decide(slots);
            Assert.That(whole.Decide(slots), Is.EqualTo(decisions).Using<JournalEvent>(Same), $"seed {seed}, step {step}");
            CheckChoice(decisions, live.State, $"seed {seed}, step {step}");
            running.AddRange(decisions.OfType<EvaluationStarted>());
            if (live.State.Closed is not null && !GoesOn(random, live, whole))
                break;
            if (live.State.Closed is not null)
                running.Clear();
            foreach (var happening in Happenings(random, live, running))
            {
                live.Apply(happening);
                whole.Apply(happening);
            }
        }
        Assert.That(live.State.TrialCount, Is.EqualTo(whole.State.TrialCount).And.GreaterThan(0));
    }

    [Test]
    public void Skipped_ASettledTrial_StaysWhatItIs()
    {
        var state = new RunState(NewState(experiment => experiment).Header);
        Apply(state, Proposal(0));
        Run(state, new EvaluationKey(0, 0, 0), new EvaluationResult(EvaluationState.Diverged, new Dictionary<string, double>(), 1, 1));
        Apply(state, new TrialSkipped(0));
        Assert.That(state.AllTrials[0].Status, Is.EqualTo(TrialStatus.Diverged));
    }

    private static Func<Experiment, Experiment> Varied(RandomStream random) => experiment => experiment with
    {
        Seed = random.NextInt(1000),
        TestShare = random.NextInt(2) == 0 ? 0.2 : null,
        Search = random.NextInt(3) == 0 ? SearchMethod.Grid : SearchMethod.Random,
        Parameters =
        [
            new Parameter("learning_rate", new RangeDomain(0, 1, false, false, 0.02, null), 0.1, []),
            new Parameter("l2", new ChoiceDomain([0, 1], null), 0, []),
        ],
        Points = random.NextInt(2) == 0 ? [new Configuration([new("learning_rate", 0.5)])] : [],
        Constraints = random.NextInt(3) == 0
            ? [new Constraint("learning_rate", "<", 0.9, LeftIsParameter: true, RightIsParameter: false)] : [],
        Metric = experiment.Metric with { Target = random.NextInt(3) == 0 ? 0.97 : null },
        Confirm = random.NextInt(2) == 0 ? new ConfirmSettings(2 + random.NextInt(3), 1) : null,
        Budget = new BudgetSettings(Trials: 4 + random.NextInt(20), MaxFailed: 1000),
        Workers = new WorkerSettings(Retries: 1),
    };

    /// <summary>Results, and now and then a wish.</summary>
    private static IEnumerable<JournalEvent> Happenings(RandomStream random, DecidedRun run, List<EvaluationStarted> running)
    {
        if (random.NextInt(30) == 0 && run.State.TrialCount > 0)
            yield return new TrialSkipped(random.NextInt(run.State.TrialCount));
        if (random.NextInt(40) == 0 && run.State.SearchEnd is null)
            yield return new FailedReopened();
        for (var answers = random.NextInt(3); answers > 0 && running.Count > 0; answers--)
        {
            var started = running[random.NextInt(running.Count)];
            running.Remove(started);
            yield return run.Decider.Judge(started.Evaluation, started.Attempt, started.Worker, random.NextInt(12) switch
            {
                0 => DecidedRun.Of(EvaluationState.Diverged),
                1 => EvaluationResult.Failed(FailureKind.Crash, $"died in {started.Evaluation}", 1),
                2 => EvaluationResult.Failed(FailureKind.Trainer, $"failed in {started.Evaluation}", 1),
                // Few different scores, so that means are often equal.
                _ => DecidedRun.Completed(0.9 + (0.01 * random.NextInt(10))),
            });
        }
    }

    /// <summary>The best of all trials that count, looked up the long way.</summary>
    private static void CheckChoice(IReadOnlyList<JournalEvent> decisions, RunState state, string place)
    {
        var best = state.Trials.Where(trial => trial.Mean is not null).OrderByDescending(trial => trial.Mean).ThenBy(trial => trial.Number)
            .Select(trial => trial.Number);
        if (decisions is [FinalistsChosen chosen])
            Assert.That(chosen.Trials, Is.EqualTo(best.Take(state.Experiment.Confirm!.Top)), place);
        if (decisions is [WinnerFrozen frozen] && state.Finalists is null)
            Assert.That(frozen.Trial, Is.EqualTo(best.First()), place);
        if (decisions is [SearchEnded { LastTrial: { } last }])
            Assert.That(last, Is.EqualTo(state.AllTrials.First(trial => trial.Mean >= state.Experiment.Metric.Target).Number), place);
    }

    /// <summary>A closed run is resumed once in two, with more trials.</summary>
    private static bool GoesOn(RandomStream random, DecidedRun live, DecidedRun whole)
    {
        if (random.NextInt(2) == 0)
            return false;
        var budget = live.State.Settings.Budget with { Trials = live.State.Settings.Budget.Trials + 3 };
        live.Resume(budget);
        whole.Resume(budget);
        return true;
    }

    /// <summary>Records compare their lists by reference.</summary>
    private static bool Same(JournalEvent left, JournalEvent right) =>
        JournalEvents.Write(left).AsSpan().SequenceEqual(JournalEvents.Write(right));

    private static long Settle(LiveState state, int from, int to)
    {
        var metrics = new Dictionary<string, double> { ["accuracy"] = 0.5 };
        for (var trial = from; trial < to; trial++)
        {
            Apply(state, Proposal(trial));
            for (var fold = 0; fold < Folds; fold++)
                Run(state, new EvaluationKey(trial, 0, fold), new EvaluationResult(EvaluationState.Completed, metrics, 30, 1));
        }
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static TrialProposed Proposal(int trial) =>
        new(trial, TrialOrigin.Search, new Configuration([new("learning_rate", 1.0 / (trial + 1)), new("optimizer", "adam")]));

    private static void Run(LiveState state, EvaluationKey key, EvaluationResult result)
    {
        Apply(state, new EvaluationStarted(key, 1, 1));
        Apply(state, new EvaluationEnded(key, 1, 1, result));
    }

    private static LiveState NewState(Func<Experiment, Experiment> change) => new(SampleEvents.Header with
    {
        Experiment = change(SampleEvents.Header.Experiment with
        {
            Metric = new MetricSettings("accuracy", MetricGoal.Maximize, null), Validation = new ValidationSettings(Folds: Folds),
        }),
    });

    private static void Apply(LiveState state, JournalEvent journalEvent) =>
        state.Apply(new JournalEntry(1, 1, DateTimeOffset.UnixEpoch, journalEvent));
}
