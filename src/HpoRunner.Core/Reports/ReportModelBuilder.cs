using System.Globalization;
using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Journal;
using HpoRunner.Ranking;
using HpoRunner.Reports.Page;
using HpoRunner.Reports.RunCharts;
using HpoRunner.Training;
using HpoRunner.Training.Metrics;

namespace HpoRunner.Reports;

/// <summary>Fills the report's model from a run's results, its curves and the pass over its journal.</summary>
internal static class ReportModelBuilder
{
    public static ReportModel Build(RunResults results, RunFindings findings, JournalPass pass, RunCurves curves)
    {
        var state = results.State;
        IReadOnlyList<ReportParameter> parameters = [.. state.Experiment.Parameters.Select(Parameter)];
        var trials = Trials(results);
        return new ReportModel
        {
            Run = Run(results),
            Metric = new ReportMetric(state.Metric, state.Maximize),
            Findings = new ReportFindings(findings.Verdict) { Support = findings.Support, Advice = findings.Advice },
            Parameters = parameters,
            Trials = trials,
            IsGrid = state.Experiment.Search == SearchMethod.Grid,
            Top = state.Experiment.ReportTop,
            Importance = ReportImportance.Of(parameters, trials, unchecked((ulong)state.Experiment.Seed)),
            Curves = curves.Shown,
            Measurements = curves.MeasurementsOf(results.Best?.Number),
            TrialMeasurements = curves.AllMeasurements(),
            CurveMeasure = curves.Measure,
            Surface = SurfacePaths.Of(results, curves.Descents),
            Attempts = pass.Attempts,
            Final = Final(results),
            WinnerYaml = results.Best is { } best
                ? WinnerYaml.Write(state.Experiment, state.Header.Folder, best.Number, best.Parameters) : null,
            Health = HealthFacts.From(state, pass.Failed),
        };
    }

    private static ReportRun Run(RunResults results)
    {
        var state = results.State;
        return new ReportRun(state.Header.Run, state.Experiment.Name, results.StateWord, state.StartedAt)
        {
            Description = state.Experiment.Description.Length > 0 ? state.Experiment.Description : null,
            Reason = results.Reason,
            Ended = state.Closed is null ? null : state.LastAt,
            Seconds = state.RunningTime.TotalSeconds,
            BusyFraction = results.BusyFraction,
            Workers = state.Tally.WorkerNumbers,
            Resumed = state.ResumeCount,
            Planned = state.PlannedTrials is { } planned ? (int)Math.Min(planned, int.MaxValue) : null,
        };
    }

    private static ReportParameter Parameter(Parameter parameter) => parameter.Domain switch
    {
        FixedDomain given => new(parameter.Name, ReportParameterKind.Fixed) { Choices = [given.Value] },
        ChoiceDomain choice => new(parameter.Name, ReportParameterKind.Choice) { Choices = choice.Values },
        RangeDomain range => new(parameter.Name, range.Log ? ReportParameterKind.LogRange : ReportParameterKind.LinearRange)
        {
            Low = range.Min, High = range.Max, Whole = range.Whole,
        },
        NormalDomain normal => new(parameter.Name, ReportParameterKind.LinearRange)
        {
            // What nineteen of twenty draws lie between.
            Low = normal.Mean - (2 * normal.StandardDeviation),
            High = normal.Mean + (2 * normal.StandardDeviation),
            Whole = normal.Whole,
        },
        var other => throw new InvalidOperationException($"no axis for {other.GetType().Name}"),
    };

    private static IReadOnlyList<ReportTrial> Trials(RunResults results)
    {
        var state = results.State;
        var ranked = results.Ranking.Trials.ToDictionary(trial => trial.Trial);
        return [.. state.Trials.Select(trial => Trial(results, trial, ranked.GetValueOrDefault(trial.Number)))];
    }

    private static ReportTrial Trial(RunResults results, TrialState trial, RankedTrial? ranked)
    {
        var state = results.State;
        var scores = trial.Scores.ToList();
        var last = trial.Slots.Where(slot => slot.Outcome is not null).ToList();
        return new ReportTrial(trial.Number, state.StatusOf(trial))
        {
            Values = [.. state.Experiment.Parameters.Select(parameter => trial.Parameters[parameter.Name])],
            Folds = [.. Enumerable.Range(0, state.Experiment.Validation.ScoreCount)
                .Select(i => i < scores.Count ? scores[i] : (double?)null)],
            Mean = trial.Mean,
            Rank = ranked?.Rank,
            StandardError = ranked?.StandardError,
            Low = Possible(state, ranked?.Low),
            High = Possible(state, ranked?.High),
            Corrected = ranked?.CorrectedScore,
            Chance = ranked?.ChanceBest,
            // Without intervals nobody knows what is tied.
            Tied = ranked is { TiedWithBest: true, Low: not null },
            GapToBest = ranked is null ? null : (ranked.Mean - results.Ranking.Best!.Mean) * (state.Maximize ? 1 : -1),
            GapToBaseline = ranked?.GapToBaseline,
            Epochs = last.Count > 0 ? last[0].Epochs : null,
            Seconds = last.Count > 0 ? trial.MeanSeconds : null,
            Origin = trial.Origin,
            FinishedAt = last.Count > 0 ? state.RunningTimeAt(last.Max(slot => slot.EndedAt)).TotalSeconds : null,
            Message = trial.Infeasible ?? trial.FirstIncomplete?.Message,
            Fresh = trial.ConfirmedMean is null ? null : trial.ConfirmationScores.Average(),
            Test = results.TestScore(trial.Number),
        };
    }

    /// <summary>The end of an interval, as far as the metric goes: no accuracy lies above 1.</summary>
    private static double? Possible(RunState state, double? end) => end is { } value && MetricTable.Find(state.Metric) is { } metric
        ? Math.Clamp(value, metric.Min, metric.Max) : end;

    private static ReportFinal? Final(RunResults results)
    {
        var state = results.State;
        if (state.Winner is not { } winner || !state.Experiment.HasModel)
            return null;
        var rows = state.Header.Dataset.TestRows;
        if (results.FinalOf(winner) is not { FinalFit: { } fit })
            return new ReportFinal { Rows = rows, Reason = WhyNoTestScore(state, winner) };
        var classes = state.Header.Dataset.ClassNames;
        return new ReportFinal
        {
            BestTest = results.TestScore(winner),
            BaselineTest = results.Baseline is { } baseline ? results.TestScore(baseline.Number) : null,
            Rows = rows,
            Classes = classes,
            Confusion = classes.Count > 0 ? TestRows.Confusion(fit, classes.Count) : [],
            Predictions = classes.Count > 0
                ? [] : [.. fit.Truth.Zip(fit.Predicted, (truth, predicted) => new ReportPrediction(truth, predicted))],
        };
    }

    private static string WhyNoTestScore(RunState state, int winner)
    {
        if (state.Experiment.TestShare is null)
            return "no test rows were set apart (data.test: none)";
        if (!state.Finals.TryGetValue(winner, out var slot) || slot.Outcome is not { } outcome)
            return string.Create(CultureInfo.InvariantCulture, $"the refit of trial {winner} did not end");
        var end = outcome == EvaluationState.Diverged ? "diverged" : $"failed: {slot.Message}";
        return string.Create(CultureInfo.InvariantCulture, $"the refit of trial {winner} {end}");
    }
}
