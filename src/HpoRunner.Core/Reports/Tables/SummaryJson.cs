using System.Text.Json;
using HpoRunner.Journal;

namespace HpoRunner.Reports.Tables;

/// <summary><c>summary.json</c>: the morning summary for programs. Its names are promises; what is not known is null.</summary>
internal static class SummaryJson
{
    public static string Write(RunResults results, RunFindings findings)
    {
        var state = results.State;
        var summary = new
        {
            Run = state.Header.Run,
            Experiment = state.Experiment.Name,
            State = results.StateWord,
            results.Reason,
            Trials = new
            {
                Planned = state.PlannedTrials,
                Completed = results.CountOf(TrialStatus.Completed),
                Diverged = results.CountOf(TrialStatus.Diverged),
                Failed = results.CountOf(TrialStatus.Failed),
                Infeasible = results.CountOf(TrialStatus.Infeasible),
                Stopped = results.CountOf(TrialStatus.Stopped),
            },
            Metric = new { Name = state.Metric, Goal = state.Experiment.Metric.Goal },
            Best = results.Ranking.Best is { } best
                ? new { best.Trial, Score = best.Mean, best.StandardError, best.CorrectedScore, Chance = best.ChanceBest,
                    ConfirmedScore = state.AllTrials[best.Trial].ConfirmedMean, state.AllTrials[best.Trial].Parameters }
                : null,
            Baseline = results.Ranking.Trials.FirstOrDefault(trial => trial.Trial == results.Ranking.Baseline) is { } baseline
                ? new { baseline.Trial, Score = baseline.Mean, baseline.StandardError }
                : null,
            results.Ranking.TiedWithBest,
            results.Comparison.BeatsBaseline,
            Test = state.Winner is { } winner && results.TestScore(winner) is { } score
                ? new { Best = score, Baseline = results.Baseline is { } trial
                    ? results.TestScore(trial.Number) : null, Rows = state.Header.Dataset.TestRows }
                : null,
            Seconds = Math.Round(state.RunningTime.TotalSeconds, 3),
            results.BusyFraction,
            Resumed = state.ResumeCount,
            findings.Verdict,
            Advice = findings.Advice.Select(advice => advice.Text),
        };
        return JsonSerializer.Serialize(summary, JournalJson.Indented) + "\n";
    }
}
