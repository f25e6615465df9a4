using System.Globalization;
using HpoRunner.Experiments;
using HpoRunner.Journal;
using HpoRunner.Steering;

namespace HpoRunner;

/// <summary>
/// What people asked of a run that goes on, and what follows: a record for the journal, or an end that comes sooner. A wish that comes too
/// late, or names nothing that it could change, is told so and changes nothing.
/// </summary>
internal sealed class GrantedWishes(LiveState state, Notices notices)
{
    private bool _isStopNow;

    /// <summary>Whether the run is to be closed as interrupted once what runs is done.</summary>
    public bool IsStop { get; private set; }

    /// <returns>
    /// What is to be journalled of it; null for a stop, which leaves no record before the run is closed, and for a vain wish.
    /// </returns>
    public JournalEvent? Grant(Wish wish)
    {
        switch (wish)
        {
            case StopWish stop:
                Stop(stop.Now);
                return null;
            case FinishWish when state.SearchEnd is null:
                notices.Add("finishing: what runs is being stopped; then refit, test and report");
                return new SearchEnded("finished on request", StopsRunning: true);
            case SkipWish skip when state.Find(skip.Trial) is { IsSettled: false }:
                notices.Add(Text($"trial {skip.Trial} is skipped on request"));
                return new TrialSkipped(skip.Trial);
            case RetryFailedWish when state.SearchEnd is null && state.FailedEvaluations().Any():
                notices.Add(Text($"{state.FailedEvaluations().Count()} failed evaluations are tried again on request"));
                return new FailedReopened();
            case WorkersWish workers when workers.Count is >= 1 and <= WorkerSettings.MostWorkers:
                notices.Add(Text($"{workers.Count} workers from now on, on request"));
                return new WorkersChanged(workers.Count);
            default:
                notices.Add($"a request came too late or names nothing that it could change: {wish}");
                return null;
        }
    }

    private void Stop(bool now)
    {
        if (now && !_isStopNow)
            notices.Add("stopping now: what runs is broken off, and a resume does it again");
        else if (!IsStop)
            notices.Add("stopping: what runs is being finished; Ctrl-C again, or 'hpo stop --now', stops it now");
        _isStopNow |= now;
        IsStop = true;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
