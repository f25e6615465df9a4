using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Journal;

namespace HpoRunner;

/// <summary>
/// Predicts how long things take, so that a deadline by the clock is met: <c>until</c> means that the report is on disk by then. Counted
/// back from it: the report, by those that were written before; a drain, in which what hangs is killed; the refits of winner and baseline;
/// another drain; and before these nothing is started that is not expected to finish. An evaluation of a trial with finished folds is
/// expected to take as long as its slowest one; otherwise as long as nine in ten of the last <see cref="RunTally.RecentSeconds"/>:
/// durations have long tails, and waiting for the longest ever seen would leave workers idle for hours. What takes longer all the same is
/// stopped in time. Before anything has finished nothing is known, and everything may start.
/// </summary>
internal sealed class DurationForecast(LiveState state)
{
    private const double Margin = 1.25;
    private const double QuickSeconds = 2;
    private const double UsualShare = 0.9;

    /// <summary>Before one was written.</summary>
    private static readonly TimeSpan UnknownReport = TimeSpan.FromSeconds(10);

    /// <summary>Of any report: starting the program that draws the pictures.</summary>
    private static readonly TimeSpan LeastReport = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// What a drain takes beside <see cref="Situation.StopTime"/>: from SIGTERM to SIGKILL 1 s, a dead worker's pipe 0.5 s, two ticks,
    /// flushes.
    /// </summary>
    private static readonly TimeSpan KillTime = TimeSpan.FromSeconds(2.5);

    /// <summary>Why the search must end now, or null.</summary>
    public string? EndReason(Situation situation)
    {
        if (state.Settings.Budget.Time is { } time
            && situation.RunningTime + Expected(null) > time
            && (situation.RunningTime >= time || state.Tally.RunningCount == 0))
            return $"the running time of {Duration.Format(time)} is used up";
        if (state.Settings.Until is { } until && SearchDeadline(until, situation) is var deadline
            && situation.Now + Expected(null) > deadline && (situation.Now >= deadline || state.Tally.RunningCount == 0))
            return $"until {until.ToLocalTime():HH\\:mm}";
        return null;
    }

    public bool FitsBeforeDeadline(EvaluationKey key, Situation situation)
    {
        var expected = Expected(state.Find(key.Trial));
        return (state.Settings.Budget.Time is not { } time || situation.RunningTime + expected <= time)
            && (state.Settings.Until is not { } until || situation.Now + expected <= SearchDeadline(until, situation));
    }

    /// <summary>
    /// As <see cref="FitsBeforeDeadline"/> for the finalists' fresh repeats: what comes after the search has no limit of running time.
    /// </summary>
    public bool FitsBeforeRefit(EvaluationKey key, Situation situation) =>
        state.Settings.Until is not { } until || situation.Now + Expected(state.Find(key.Trial)) <= ConfirmationDeadline(until, situation);

    /// <summary>Past it, evaluations of the search that still run are stopped.</summary>
    public bool IsPastDeadline(Situation situation) =>
        state.Settings.Until is { } until && situation.Now >= SearchDeadline(until, situation);

    /// <summary>Past it, fresh repeats that still run are stopped.</summary>
    public bool IsTooLateToConfirm(Situation situation) =>
        state.Settings.Until is { } until && situation.Now >= ConfirmationDeadline(until, situation);

    /// <summary>Past it, refits are stopped too, for the report must be written.</summary>
    public bool IsTooLateToRefit(Situation situation) =>
        state.Settings.Until is { } until && situation.Now >= RefitDeadline(until, situation);

    /// <summary>So quick that the time from an answer to the next question would show.</summary>
    public bool AreEvaluationsQuick => state.Tally.RecentSeconds.DefaultIfEmpty().Average() < QuickSeconds;

    /// <summary>When the remaining evaluations should be done; the deadline where that comes first, null while nothing is known.</summary>
    public DateTimeOffset? PredictEnd(DateTimeOffset now, int workers, long? remaining)
    {
        var recent = state.Tally.RecentSeconds;
        if (remaining is not { } count || recent.Count == 0 || workers == 0)
            return state.Settings.Until;
        var end = now + TimeSpan.FromSeconds(recent.Average() * count / workers);
        return state.Settings.Until is { } until && until < end ? until : end;
    }

    /// <summary>Whether a report begun now would be done before the search must end.</summary>
    public bool HasTimeForReport(Situation situation) =>
        state.Settings.Until is not { } until || situation.Now + ReportTime(situation) <= SearchDeadline(until, situation);

    private static TimeSpan ReportTime(Situation situation) => LeastReport + (Margin * (situation.ReportTime ?? UnknownReport));

    private static TimeSpan Drain(Situation situation) => KillTime + situation.StopTime;

    private static DateTimeOffset RefitDeadline(DateTimeOffset until, Situation situation) =>
        until - ReportTime(situation) - Drain(situation);

    private DateTimeOffset ConfirmationDeadline(DateTimeOffset until, Situation situation) =>
        RefitDeadline(until, situation) - RefitTime - Drain(situation);

    private DateTimeOffset SearchDeadline(DateTimeOffset until, Situation situation) =>
        ConfirmationDeadline(until, situation) - ConfirmationTime;

    /// <summary>The finalists' fresh repeats, spread over the workers.</summary>
    private TimeSpan ConfirmationTime =>
        state.Experiment.Confirm is { } confirm
            ? Math.Ceiling((double)confirm.Top * confirm.Repeats * state.Experiment.Validation.FoldCount / WorkerCount)
                * TimeSpan.FromSeconds(Margin * Usual())
            : TimeSpan.Zero;

    private int WorkerCount => Math.Max(1, Math.Min(state.Tally.WorkerNumbers, state.Settings.Workers.Count ?? int.MaxValue));

    /// <summary>
    /// The winner and, where there are test rows, the baseline, on more rows than a fold has. In any order on m workers they take at most
    /// sum / m + (1 − 1/m) · longest (Graham 1969).
    /// </summary>
    private TimeSpan RefitTime
    {
        get
        {
            if (!state.Experiment.HasModel)
                return TimeSpan.Zero;
            var folds = state.Experiment.Validation.FoldCount;
            var moreRows = folds > 1 ? folds / (folds - 1.0) : 1 / (1 - state.Experiment.Validation.HoldoutShare);
            var fits = new List<double> { Expected(state.Tally.Best).TotalSeconds };
            if (state.Experiment.TestShare is not null && state.Baseline is not null)
                fits.Add(Expected(state.Baseline).TotalSeconds);
            return TimeSpan.FromSeconds(moreRows * ((fits.Sum() / WorkerCount) + ((1 - (1.0 / WorkerCount)) * fits.Max())));
        }
    }

    private TimeSpan Expected(TrialState? trial)
    {
        var own = trial?.Slots.Where(slot => slot.Outcome is not null).Select(slot => slot.Seconds).DefaultIfEmpty().Max() ?? 0;
        return TimeSpan.FromSeconds(Margin * (own > 0 ? own : Usual()));
    }

    /// <summary>What nine in ten of the last evaluations did not exceed.</summary>
    private double Usual()
    {
        var sorted = state.Tally.RecentSeconds.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[(int)Math.Ceiling(UsualShare * sorted.Count) - 1];
    }
}
