using HpoRunner.Evaluation;
using HpoRunner.Journal;

namespace HpoRunner;

/// <summary>
/// Decides what follows the search, step by step: the best few are confirmed on fresh repeats where that is asked for, the winner is
/// frozen, winner and baseline are fitted on all rows but the test rows and scored on these once, and the run is closed.
/// </summary>
internal sealed class FinalStage(LiveState state, DurationForecast forecast)
{
    /// <summary>What can be decided once the search has ended; empty when there is only to wait.</summary>
    public IReadOnlyList<JournalEvent> Decide(Situation situation)
    {
        if (state.Winner is not null && forecast.IsTooLateToRefit(situation))
            return state.Tally.RunningCount == 0 ? [Finished()] : [];
        if (state.Tally.RunningCount > 0)
            return state.Winner is null ? StartConfirmations(situation) : StartFits(situation);
        if (state.Tally.FailedCount >= state.Settings.Budget.MaxFailed)
            return [new RunClosed(RunOutcome.Failed, state.SearchEnd!.Reason)];
        if (state.Tally.Best is null)
            return [new RunClosed(RunOutcome.Failed, "no trial succeeded")];
        if (state.Winner is null)
        {
            if (Finalists() is { } finalists)
                return [finalists];
            return OpenConfirmations(situation).Any() ? StartConfirmations(situation) : [new WinnerFrozen(Winner().Number)];
        }
        return OpenFits().Any() ? StartFits(situation) : [Finished()];
    }

    private RunClosed Finished() => new(RunOutcome.Finished, state.SearchEnd!.Reason);

    /// <summary>The best few, best first; null when they are known, not asked for, or there is nothing to choose between.</summary>
    private FinalistsChosen? Finalists()
    {
        if (state.Experiment.Confirm is not { } confirm || state.Finalists is not null)
            return null;
        int[] best = [.. state.BestTrials.Take(confirm.Top).Select(trial => trial.Number)];
        return best.Length > 1 ? new FinalistsChosen(best) : null;
    }

    private List<JournalEvent> StartConfirmations(Situation situation) => Start(OpenConfirmations(situation), situation);

    /// <summary>Fresh repeats that can still be started in the time there is.</summary>
    private IEnumerable<EvaluationKey> OpenConfirmations(Situation situation) =>
        (state.Finalists ?? [])
            .SelectMany(trial => WaitingConfirmations(state.Find(trial)!))
            .Where(key => forecast.FitsBeforeRefit(key, situation));

    /// <summary>Not running and without outcome; none once one of the finalist's did not complete, for it is out.</summary>
    private static IEnumerable<EvaluationKey> WaitingConfirmations(TrialState trial) =>
        trial.Confirmations.Any(slot => slot.Outcome is { } outcome && outcome != EvaluationState.Completed) ? []
            : trial.Confirmations.Select((slot, i) => (slot, i)).Where(pair => pair.slot.Outcome is null && !pair.slot.IsRunning)
                .Select(pair => trial.KeyOfConfirmation(pair.i));

    /// <summary>The finalist with the best mean over all its scores; without a confirmed one, the best of the search.</summary>
    private TrialState Winner() =>
        (state.Finalists ?? []).Select(number => state.Find(number)!).Where(trial => trial.ConfirmedMean is not null)
            .OrderBy(trial => state.Maximize ? -trial.ConfirmedMean!.Value : trial.ConfirmedMean!.Value).ThenBy(trial => trial.Number)
            .FirstOrDefault() ?? state.BestTrials.First();

    private List<JournalEvent> StartFits(Situation situation) => Start(OpenFits(), situation);

    private IEnumerable<EvaluationKey> OpenFits() =>
        FitTrials()
            .Where(trial => !state.Finals.TryGetValue(trial, out var slot) || (slot.Outcome is null && !slot.IsRunning))
            .Select(EvaluationKey.Final);

    /// <summary>
    /// Who is trained on all rows but the test rows: the winner, and the baseline where there are test rows to judge both.
    /// </summary>
    private IEnumerable<int> FitTrials()
    {
        var winner = state.Winner!.Value;
        if (!state.Experiment.HasModel)
            return [];
        return state.Experiment.TestShare is not null && state.Baseline is { Infeasible: null } baseline
            ? new[] { winner, baseline.Number }.Distinct()
            : [winner];
    }

    private List<JournalEvent> Start(IEnumerable<EvaluationKey> open, Situation situation) =>
        [.. open.Zip(situation.FreeSlots, (key, worker) => new EvaluationStarted(key, state.AttemptsOf(key) + 1, worker))];
}
