using HpoRunner.Evaluation;
using HpoRunner.Journal;
using HpoRunner.Ranking;

namespace HpoRunner.Reports;

/// <summary>
/// A run's state with its ranking: what every derived file is a pure function of. Trials that did not complete are not ranked.
/// </summary>
/// <param name="Costs">Scores and cost of the complete trials, as the ranking was given them.</param>
/// <param name="Comparison">The best against the baseline, the test rows included once the winner has met them.</param>
internal sealed record RunResults(RunState State, RankingResult Ranking, IReadOnlyList<TrialScores> Costs, BaselineComparison Comparison)
{
    /// <summary>Whether the journal was never closed and nobody coordinates the run: its process was killed.</summary>
    public bool Abandoned { get; init; }

    public TrialState? Baseline => State.Trials.FirstOrDefault(trial => trial.Origin == TrialOrigin.Baseline);

    /// <summary>The first of the ranking; null when no trial completed.</summary>
    public TrialState? Best => Ranking.Best is { } best ? State.AllTrials[best.Trial] : null;

    /// <summary>The run of a folder, while it goes on or after.</summary>
    public static RunResults Of(RunFolder folder) => Of(folder, RunState.Load(folder.Journal));

    /// <param name="state">As its journal tells it.</param>
    public static RunResults Of(RunFolder folder, RunState state) =>
        From(state) with { Abandoned = state.Closed is null && !RunLock.IsHeld(folder) };

    public static RunResults From(RunState state)
    {
        var complete = state.Trials.Where(trial => trial.Status == TrialStatus.Completed)
            .Select(trial => new TrialScores(trial.Number, [.. trial.Scores], trial.MeanSeconds, 0)).ToList();
        var baseline = state.Trials.FirstOrDefault(trial => trial.Origin == TrialOrigin.Baseline)?.Number;
        var ranking = Confirmation.Apply(TrialRanking.Rank(complete, state.Maximize, baseline, isExact: !state.Experiment.HasModel), state);
        if (!state.Experiment.HasModel)
            return new RunResults(state, ranking, complete, BaselineComparison.OfExact(ranking, complete));
        // A comparison on the test rows speaks of the frozen winner; more trials may have found a better one since.
        var test = ranking.Best?.Trial == state.Winner && baseline is { } number
            ? TestRows.Compare(state, FinalOf(state, state.Winner), FinalOf(state, number)) : null;
        return new RunResults(state, ranking, complete,
            BaselineComparison.Of(ranking, state.Trials.Count(trial => trial.Number != baseline), test));
    }

    /// <summary>The metric on the test rows; null for trials that never met them, or whose final fit did not complete.</summary>
    public double? TestScore(int trial) => FinalOf(State, trial)?.Metrics.TryGetValue(State.Metric, out var score) == true ? score : null;

    /// <summary>A completed final fit; null otherwise.</summary>
    public EvaluationSlot? FinalOf(int trial) => FinalOf(State, trial);

    /// <summary>finished, interrupted, failed, or running while the journal is not closed and somebody writes it.</summary>
    public string StateWord => State.Closed is { } closed ? Words.Of(closed.Outcome) : Abandoned ? "interrupted" : "running";

    /// <summary>Why the run ended; null while it goes on.</summary>
    public string? Reason => State.Closed is { } closed ? closed.Reason : Abandoned ? "its process was killed" : null;

    /// <summary>Share of the workers' time that was spent in evaluations; null before anything ended.</summary>
    public double? BusyFraction
    {
        get
        {
            var available = State.RunningTime.TotalSeconds * State.Tally.WorkerNumbers;
            return available > 0 ? Math.Round(Math.Clamp(State.Tally.BusySeconds / available, 0, 1), 4) : null;
        }
    }

    public int CountOf(TrialStatus status) => State.Trials.Count(trial => State.StatusOf(trial) == status);

    private static EvaluationSlot? FinalOf(RunState state, int? trial) =>
        trial is { } number && state.Finals.TryGetValue(number, out var slot) && slot.Outcome == EvaluationState.Completed ? slot : null;
}
