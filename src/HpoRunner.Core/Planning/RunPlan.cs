using HpoRunner.Journal;
using HpoRunner.Storage;

namespace HpoRunner.Planning;

/// <summary>What a run would take, as far as probes of it tell.</summary>
/// <param name="Trials">The baseline included; null when only the clock ends the search.</param>
/// <param name="ScoresPerTrial">Evaluations of a trial: repeats × folds.</param>
/// <param name="FinalFits">Refits after the search: the winner, and the baseline where there are test rows.</param>
/// <param name="SecondsPerEvaluation">The probes' mean; null without a probe.</param>
/// <param name="Seconds">
/// Of the whole run, at most: early stopping shortens it. Null when nothing but the clock ends it, or nothing was timed.
/// </param>
/// <param name="End">When it would be done, started now; where a limit of time comes first, that.</param>
/// <param name="TrialsInTime">How many trials fit before the limit of time; null without one.</param>
/// <param name="IsCutShort">Whether the limit of time comes before the last trial.</param>
/// <param name="Machine">What there is for it.</param>
/// <param name="Disk">Bytes that the run may write; null when the number of evaluations is not known.</param>
/// <param name="ModelBytes">Of the largest model that the probes left; null when none did.</param>
internal sealed record RunPlan(
    long? Trials,
    int ScoresPerTrial,
    int FinalFits,
    Machine Machine,
    IReadOnlyList<Probe> Probes,
    double? SecondsPerEvaluation,
    double? Seconds,
    DateTimeOffset? End,
    long? TrialsInTime,
    bool IsCutShort,
    long? Disk,
    long? ModelBytes)
{
    /// <summary>Report and charts, start and end of the workers: seconds that any run takes.</summary>
    private const double AroundSeconds = 3;

    public long? Evaluations => Trials * ScoresPerTrial;

    /// <summary>
    /// n evaluations of s seconds on w workers, of which only as many as there are cores go on at a time, take s·⌈n/w⌉; the finalists'
    /// fresh repeats come on top, then the refits, one after the other on f/(f−1) of the rows that a fold has.
    /// </summary>
    public static RunPlan Of(
        LiveState planned, IReadOnlyList<Probe> probes, Machine machine, DateTimeOffset now, long? modelBytes = null)
    {
        var atATime = Math.Max(1, Math.Min(machine.Workers, machine.Cores / Math.Max(1, planned.Settings.Workers.Threads)));
        var experiment = planned.Experiment;
        var validation = experiment.Validation;
        double? each = probes.Count > 0 ? probes.Average(probe => probe.Seconds) : null;
        var finalFits = !experiment.HasModel ? 0 : experiment.TestShare is null ? 1 : 2;
        var fresh = experiment.Confirm is { } confirm ? (long)confirm.Top * confirm.Repeats * validation.FoldCount : 0;
        var moreRows = validation.FoldCount > 1 ? validation.FoldCount / (validation.FoldCount - 1.0) : 1 / (1 - validation.HoldoutShare);
        var after = (each * ((Waves(fresh, atATime) * 1.0) + (Waves(finalFits, atATime) * moreRows))) + AroundSeconds;

        var limit = LimitSeconds(planned, now);
        // The search stops so early that what comes after it is done by the clock's time; running time limits the search alone.
        var searchLimit = planned.Settings.Until is not null ? limit - after : limit;
        long? fitting =
            searchLimit is { } available && each is > 0
                ? Math.Max(0, (long)(available * atATime / each.Value / validation.ScoreCount))
                : null;
        var isCutShort = fitting is not null && (planned.PlannedTrials is not { } all || fitting < all);
        var search =
            isCutShort ? searchLimit
            : planned.PlannedTrials is { } trials ? each * Waves(trials * validation.ScoreCount, atATime)
            : null;
        var seconds = search is { } searched ? Math.Max(0, searched) + after : null;
        var evaluations = (isCutShort ? fitting : planned.PlannedTrials) * validation.ScoreCount;
        return new RunPlan(
            Trials: planned.PlannedTrials,
            ScoresPerTrial: validation.ScoreCount,
            FinalFits: finalFits,
            Machine: machine,
            Probes: probes,
            SecondsPerEvaluation: each,
            Seconds: seconds,
            End: seconds is { } whole ? now + TimeSpan.FromSeconds(whole) : null,
            TrialsInTime: fitting,
            IsCutShort: isCutShort,
            Disk: evaluations is { } count
                ? DiskNeed.Of(experiment, count) + DiskNeed.OfKept(experiment, machine.Workers, modelBytes)
                : null,
            ModelBytes: modelBytes);
    }

    private static double? LimitSeconds(LiveState planned, DateTimeOffset now)
    {
        var clock = (planned.Settings.Until - now)?.TotalSeconds;
        var running = planned.Settings.Budget.Time?.TotalSeconds;
        return clock < running || running is null ? clock : running;
    }

    private static long Waves(long evaluations, int workers) => (evaluations + workers - 1) / workers;
}
