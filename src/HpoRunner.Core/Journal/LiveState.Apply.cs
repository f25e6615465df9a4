using HpoRunner.Evaluation;
using HpoRunner.Experiments;

namespace HpoRunner.Journal;

/// <summary>What each event of the journal changes.</summary>
internal partial class LiveState
{
    /// <exception cref="JournalMisfitException">The event cannot be the next of this run; the state is as before.</exception>
    public void Apply(JournalEntry entry)
    {
        if (EventFit.Refuse(this, entry.Event) is { } reason)
            throw new JournalMisfitException(Header.Run, entry.Sequence, reason);
        _clock.Advance(entry);
        switch (entry.Event)
        {
            case RunStarted:
                break;
            case RunResumed resumed:
                Resume(resumed);
                break;
            case TrialProposed proposed:
                Propose(proposed);
                break;
            case EvaluationStarted started:
                Start(started);
                break;
            case EvaluationEnded ended:
                End(ended, entry.At);
                break;
            case TrialSkipped skipped:
                Skip(Find(skipped.Trial));
                break;
            case FailedReopened:
                ReopenFailed();
                break;
            case WorkersChanged changed:
                Workers = Workers with { Count = changed.Count };
                break;
            case RunPaused paused:
                Paused = paused.Reason;
                break;
            case RunContinued:
                Paused = null;
                break;
            case SearchEnded ended:
                SearchEnd = ended;
                break;
            case FinalistsChosen chosen:
                Choose(chosen);
                break;
            case WinnerFrozen frozen:
                Winner = frozen.Trial;
                _roll.Choose(frozen.Trial);
                break;
            case RunClosed closed:
                Closed = closed;
                break;
            default:
                throw new InvalidOperationException($"no rule for {entry.Event.GetType().Name}");
        }
    }

    private void Propose(TrialProposed proposed)
    {
        var trial = new TrialState(proposed, _shape);
        if (proposed.Origin == TrialOrigin.Search)
            SearchedCount++;
        if (proposed.Origin == TrialOrigin.Baseline)
            Baseline ??= trial;
        if (proposed.Origin != TrialOrigin.Search || Experiment.Search != SearchMethod.Grid)
            Taken.Add(proposed.Parameters);
        CountIfSettled(trial, wasSettled: false);
        Add(trial);
    }

    private void Start(EvaluationStarted started)
    {
        WorkerNumbers = Math.Max(WorkerNumbers, started.Worker);
        if (SlotOf(started.Evaluation) is not { } slot)
            return;
        if (!slot.IsRunning)
            RunningCount++;
        slot.Start(started.Attempt);
    }

    private void End(EvaluationEnded ended, DateTimeOffset at)
    {
        BusySeconds += ended.Result.Seconds;
        // A late answer about a trial that was let go changes nothing, as it would not if it were still here.
        if (SlotOf(ended.Evaluation) is not { } slot)
            return;
        var wasRunning = slot.IsRunning;
        var trial = Find(ended.Evaluation.Trial);
        var wasSettled = trial?.IsSettled ?? true;
        slot.End(ended, at);
        if (wasRunning && !slot.IsRunning)
            RunningCount--;
        if (trial is null || ended.Evaluation.IsFinal || IsConfirmation(ended.Evaluation))
            return;
        if (wasRunning && slot.Outcome is not null)
            Count(slot);
        CountIfSettled(trial, wasSettled);
        trial.Pack();
        _roll.Review(trial);
    }

    private void Choose(FinalistsChosen chosen)
    {
        Finalists = chosen.Trials;
        foreach (var number in chosen.Trials)
        {
            _roll.Choose(number);
            Find(number)!.Confirm(Experiment.Confirm!.Repeats * Experiment.Validation.FoldCount);
        }
    }

    private void Skip(TrialState? trial)
    {
        // What is settled cannot be skipped any more: it may have been let go.
        if (trial is null || trial.IsSettled)
            return;
        trial.IsSkipped = true;
        CountIfSettled(trial, wasSettled: false);
        _roll.Review(trial);
    }

    private void ReopenFailed()
    {
        foreach (var trial in HeldTrials.Where(trial => !trial.IsSkipped && trial.HasFailure).ToList())
        {
            var wasSettled = trial.IsSettled;
            if (trial.Status == TrialStatus.Failed)
                FailedCount--;
            DoneEvaluations -= trial.ReopenFailed();
            if (!wasSettled || trial.IsSettled)
                continue;
            SettledCount--;
            _roll.Reopen(trial);
        }
        FailuresAlike.Reset();
        Closed = null;
        SearchEnd = SearchEnd?.LastTrial is null ? null : SearchEnd;
        Finalists = Winner is null ? null : Finalists;
    }

    private void Count(EvaluationSlot slot)
    {
        FailuresAlike.Count(slot);
        DoneEvaluations++;
        _recentSeconds.Enqueue(slot.Seconds);
        if (_recentSeconds.Count > RecentCount)
            _recentSeconds.Dequeue();
    }

    private void CountIfSettled(TrialState trial, bool wasSettled)
    {
        if (wasSettled || !trial.IsSettled)
            return;
        SettledCount++;
        LastSettled = trial;
        if (trial.Status == TrialStatus.Failed)
            FailedCount++;
        if (trial.Status == TrialStatus.Diverged)
            DivergedCount++;
        if (trial.Mean is not { } mean)
            return;
        if (Best is null || IsBetter(mean, Best.Mean!.Value))
            _bestSteps.Add(new BestStep(SettledCount, mean));
        if (Best is null || IsBetter(mean, Best.Mean!.Value) || (mean == Best.Mean && trial.Number < Best.Number))
            Best = trial;
    }

    private void Resume(RunResumed resumed)
    {
        ResumeCount++;
        Paused = null;
        // Who resumes has changed something, or wants to see it again.
        FailuresAlike.Reset();
        Closed = null;
        foreach (var trial in HeldTrials.ToList())
        {
            trial.Interrupt();
            _roll.Review(trial);
        }
        foreach (var slot in _finals.Values)
            slot.Interrupt();
        RunningCount = 0;
        if (resumed.Budget is { } budget)
        {
            // A new budget opens the search again; a target that was reached stays reached.
            Budget = budget;
            Until = resumed.Until;
            SearchEnd = SearchEnd?.LastTrial is null ? null : SearchEnd;
            Finalists = Winner is null ? null : Finalists;
        }
        Workers = resumed.Settings ?? Workers;
        Workers = resumed.Workers is { } count ? Workers with { Count = count } : Workers;
        File = resumed.File ?? File;
    }
}
