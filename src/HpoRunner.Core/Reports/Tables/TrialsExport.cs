using System.Globalization;
using System.Text.Json;
using HpoRunner.Journal;
using HpoRunner.Ranking;

namespace HpoRunner.Reports.Tables;

/// <summary>
/// <c>hpo export</c>: one table of all trials with everything that is known of each: state, parameters, scores, rank and how sure it is,
/// test score, cost, message. As CSV a row per trial, as JSON an object per trial.
/// </summary>
internal static class TrialsExport
{
    public static void WriteCsv(RunResults results, TextWriter writer)
    {
        var state = results.State;
        var rows = new CsvRows(writer);
        var metrics = EvaluationsCsv.MetricColumns(state).Skip(1).ToList();
        var (folds, confirmations) = (state.Experiment.Validation.ScoreCount,
            (state.Experiment.Confirm?.Repeats ?? 0) * state.Experiment.Validation.FoldCount);
        string[] columns =
        [
            "run", "trial", "state", "origin", .. state.Experiment.Parameters.Select(parameter => parameter.Name),
                .. Numbered("fold", folds), "mean", .. metrics.Select(metric => "mean_" + metric),
            .. Numbered("confirm", confirmations), "confirmed_mean", "rank", "standard_error", "low", "high", "corrected_score",
                "chance_best", "tied_with_best", "gap_to_baseline",
            // Not "epochs": that is a parameter's name, and a column of its own.
            "test_score", "trained_epochs", "seconds", "message",
        ];
        foreach (var column in columns)
            rows.Text(column);
        rows.EndRow();
        var ranks = results.Ranking.Trials.ToDictionary(trial => trial.Trial);
        foreach (var trial in state.Trials)
        {
            rows.Text(state.Header.Run).Whole(trial.Number).Text(Words.Of(state.StatusOf(trial))).Text(Words.Of(trial.Origin));
            foreach (var parameter in state.Experiment.Parameters)
                rows.Value(trial.Parameters[parameter.Name]);
            WriteScores(rows, trial.Scores, folds);
            rows.Number(trial.Mean);
            foreach (var metric in metrics)
                rows.Number(MeanOf(trial, metric));
            WriteScores(rows, trial.ConfirmationScores, confirmations);
            rows.Number(trial.ConfirmedMean);
            WriteRank(rows, ranks.GetValueOrDefault(trial.Number));
            rows.Number(results.TestScore(trial.Number)).Number(EpochsOf(trial)).Number(Math.Round(SecondsOf(trial), 6))
                .Text(trial.Infeasible ?? trial.FirstIncomplete?.Message).EndRow();
        }
    }

    public static void WriteJson(RunResults results, TextWriter writer)
    {
        var state = results.State;
        var ranks = results.Ranking.Trials.ToDictionary(trial => trial.Trial);
        var metrics = EvaluationsCsv.MetricColumns(state);
        var trials = state.Trials.Select(trial => new
        {
            Trial = trial.Number,
            State = state.StatusOf(trial),
            trial.Origin,
            trial.Parameters,
            Folds = trial.Scores,
            trial.Mean,
            Metrics = metrics.ToDictionary(metric => metric, metric => MeanOf(trial, metric)),
            Confirmations = trial.ConfirmationScores,
            trial.ConfirmedMean,
            Ranking = ranks.GetValueOrDefault(trial.Number) is { } ranked
                ? new { ranked.Rank, ranked.StandardError, ranked.Low, ranked.High, ranked.CorrectedScore, ranked.ChanceBest,
                    ranked.TiedWithBest, ranked.GapToBaseline } : null,
            TestScore = results.TestScore(trial.Number),
            Epochs = EpochsOf(trial),
            Seconds = Math.Round(SecondsOf(trial), 6),
            Message = trial.Infeasible ?? trial.FirstIncomplete?.Message,
        });
        writer.Write(JsonSerializer.Serialize(new { state.Header.Run, Experiment = state.Experiment.Name,
            Metric = new { Name = state.Metric, Goal = state.Experiment.Metric.Goal }, Trials = trials }, JournalJson.Indented));
        writer.Write('\n');
    }

    private static IEnumerable<string> Numbered(string name, int count) =>
        Enumerable.Range(1, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"{name}_{number}"));

    private static void WriteScores(CsvRows rows, IEnumerable<double> scores, int count)
    {
        var known = scores.ToList();
        for (var i = 0; i < count; i++)
            rows.Number(i < known.Count ? known[i] : null);
    }

    private static void WriteRank(CsvRows rows, RankedTrial? ranked) =>
        rows.Whole(ranked?.Rank).Number(ranked?.StandardError).Number(ranked?.Low).Number(ranked?.High).Number(ranked?.CorrectedScore)
            .Number(ranked?.ChanceBest)
            .Text(ranked is null ? null : ranked.TiedWithBest ? "true" : "false").Number(ranked?.GapToBaseline);

    /// <summary>Over all folds; null unless the trial is complete and has the metric.</summary>
    private static double? MeanOf(TrialState trial, string metric) =>
        trial.Mean is not null && trial.Slots.All(slot => slot.Metrics.ContainsKey(metric))
            ? trial.Slots.Average(slot => slot.Metrics[metric]) : null;

    private static double? EpochsOf(TrialState trial) =>
        trial.Slots.Where(slot => slot.Outcome is not null).Select(slot => (double?)slot.Epochs).DefaultIfEmpty(null).Average();

    /// <summary>Of all evaluations with an outcome, the fresh repeats included.</summary>
    private static double SecondsOf(TrialState trial) =>
        trial.Slots.Concat(trial.Confirmations).Where(slot => slot.Outcome is not null).Sum(slot => slot.Seconds);
}
