using HpoRunner.Evaluation;
using HpoRunner.Journal;
using HpoRunner.Experiments;

namespace HpoRunner;

/// <summary>
/// Predicts how long evaluations take, so that a deadline by the clock is met: <c>until</c> means that the report is on disk by then.
/// An evaluation of a trial with finished folds takes as long as its slowest one; otherwise as long as the slowest of the
/// last <see cref="RunState.RecentSeconds"/>; both with a margin. Before anything has finished nothing is known, and everything may start.
/// </summary>
internal sealed class DurationForecast(RunState state)
{
    private const double Margin = 1.25;
    private const double QuickSeconds = 2;
    private static readonly TimeSpan ReportReserve = TimeSpan.FromSeconds(10);

    /// <summary>Why the search must end now, or null.</summary>
    public string? EndReason(Situation situation)
    {
        if (state.Budget.Time is { } time && situation.RunningTime + Slowest(null) > time && (situation.RunningTime >= time || state.RunningCount == 0))
            return $"the running time of {Duration.Format(time)} is used up";
        if (state.Until is { } until && situation.Now + Reserve + Slowest(null) > until && (situation.Now + Reserve >= until || state.RunningCount == 0))
            return $"until {until.ToLocalTime():HH\\:mm}";
        return null;
    }

    public bool FitsBeforeDeadline(EvaluationKey key, Situation situation)
    {
        var expected = Slowest(key.Trial < state.AllTrials.Count ? state.AllTrials[key.Trial] : null);
        return (state.Budget.Time is not { } time || situation.RunningTime + expected <= time)
            && (state.Until is not { } until || situation.Now + Reserve + expected <= until);
    }

    /// <summary>As <see cref="FitsBeforeDeadline"/> for what comes after the search, whose running time is not limited.</summary>
    public bool FitsUntil(EvaluationKey key, Situation situation) =>
        state.Until is not { } until || situation.Now + Refit + Slowest(state.AllTrials[key.Trial]) <= until;

    /// <summary>Past it, what still runs is stopped.</summary>
    public bool IsPastDeadline(Situation situation) => state.Until is { } until && situation.Now + Reserve >= until;

    /// <summary>So quick that the time from an answer to the next question would show.</summary>
    public bool AreEvaluationsQuick => state.RecentSeconds.DefaultIfEmpty().Average() < QuickSeconds;

    /// <summary>When the remaining evaluations should be done; the deadline where that comes first, null while nothing is known.</summary>
    public DateTimeOffset? PredictEnd(DateTimeOffset now, int workers, long? remaining)
    {
        var recent = state.RecentSeconds;
        if (remaining is not { } count || recent.Count == 0 || workers == 0)
            return state.Until;
        var end = now + TimeSpan.FromSeconds(recent.Average() * count / workers);
        return state.Until is { } until && until < end ? until : end;
    }

    /// <summary>Refit of the winner, and with test rows of the baseline (on more rows than a fold has), and writing the report.</summary>
    private TimeSpan Refit => ReportReserve + (state.Experiment.TestShare is null ? 1 : 2) * Slowest(null);

    /// <summary>All that comes after the search: the finalists' fresh repeats, spread over the workers, and <see cref="Refit"/>.</summary>
    private TimeSpan Reserve => Refit + (ConfirmationRounds * Slowest(null));

    private int ConfirmationRounds => state.Experiment.Confirm is { } confirm
        ? (int)Math.Ceiling((double)confirm.Top * confirm.Repeats * state.Experiment.Validation.FoldCount / Math.Max(1, state.WorkerNumbers)) : 0;

    private TimeSpan Slowest(TrialState? trial)
    {
        var own = trial?.Slots.Where(slot => slot.Outcome is not null).Select(slot => slot.Seconds).ToList() ?? [];
        return TimeSpan.FromSeconds(Margin * (own.Count > 0 ? own.Max() : state.RecentSeconds.DefaultIfEmpty().Max()));
    }
}
