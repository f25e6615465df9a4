using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Journal;
using HpoRunner.Ranking;
using HpoRunner.Reports.RunCharts;
using HpoRunner.Training;

namespace HpoRunner.Reports;

/// <summary>What a run found, in sentences: the verdict first, what supports it, what to do next.</summary>
internal sealed record RunFindings(string Verdict, IReadOnlyList<string> Support, IReadOnlyList<ReportAdvice> Advice)
{
    /// <param name="winnerCurves">Curves of the best trial, one per fold; without them nothing is said about how it learned.</param>
    /// <param name="curveMeasure">What they measure; the metric where null.</param>
    public static RunFindings From(RunResults results, IReadOnlyList<ReportCurve> winnerCurves, string? curveMeasure)
    {
        var outcome = Outcome(results, Diagnosis(results, winnerCurves, curveMeasure));
        var verdict = Ranking.Verdict.Of(outcome);
        var advice = Ranking.Advice.Of(outcome).Select(advice => new ReportAdvice(advice.Text, IsWarning(advice.Kind)));
        string?[] support = [Confirmation.Sentence(results.State), .. verdict.Details];
        return new(verdict.Sentence, [.. support.OfType<string>()], [.. advice]);
    }

    private static SearchOutcome Outcome(RunResults results, CurveDiagnosis? diagnosis)
    {
        var state = results.State;
        var counts = new TrialCounts(
            results.CountOf(TrialStatus.Completed), results.CountOf(TrialStatus.Diverged), results.CountOf(TrialStatus.Failed),
            results.CountOf(TrialStatus.Infeasible), results.CountOf(TrialStatus.Stopped));
        var test = state.Winner is { } winner && winner == results.Ranking.Best?.Trial && results.TestScore(winner) is { } score
            ? new TestScores(
                score, results.Baseline is { } baseline ? results.TestScore(baseline.Number) : null, state.Header.Dataset.TestRows)
            : null;
        return new SearchOutcome(
            results.Ranking, new ScoreText(state.Metric), counts, results.Comparison, test, state.Closed?.Outcome == RunOutcome.Finished,
            results.Costs, Parameters(results), diagnosis)
        {
            Repeats = state.Experiment.Validation.Method == ValidationMethod.TimeSeries ? 0 : state.Experiment.Validation.Repeats,
            HasRows = state.Experiment.HasModel,
        };
    }

    private static IReadOnlyList<SearchedParameter> Parameters(RunResults results) =>
        [.. results.State.Experiment.Searched.Select(parameter => Describe(results, parameter)).OfType<SearchedParameter>()];

    private static SearchedParameter? Describe(RunResults results, Parameter parameter)
    {
        // Between seeds there is no direction to go on in.
        if (parameter.Name == "seed")
            return null;
        var (low, high, isLog) = parameter.Domain switch
        {
            RangeDomain range => (range.Min, range.Max, range.Log),
            ChoiceDomain choice when choice.Values.All(value => value.IsNumber) && choice.Values.Count > 1 =>
                (choice.Values.Min(value => value.AsNumber), choice.Values.Max(value => value.AsNumber), false),
            _ => (0, 0, false),
        };
        if (low == high)
            return null;
        var row = ParameterSet.Of(results.State.Experiment.Surface).Find(parameter.Name);
        var tied = results.Ranking.TiedWithBest.ToHashSet();
        return new SearchedParameter(
            parameter.Name, low, high, isLog, parameter.Domain is ChoiceDomain,
            results.Best?.Parameters[parameter.Name] is { IsNumber: true } value ? value.AsNumber : null,
            Values(results.State.Trials.Where(trial => tied.Contains(trial.Number)), parameter.Name),
            Values(results.State.Trials.Where(trial => trial.Status == TrialStatus.Completed), parameter.Name),
            Values(results.State.Trials.Where(trial => trial.Status == TrialStatus.Diverged), parameter.Name),
            Smallest(parameter.Name, row), row?.Max ?? double.PositiveInfinity);
    }

    /// <summary>No layers at all is another kind of model, not less of this one.</summary>
    private static double Smallest(string parameter, ParameterDefinition? row) =>
        parameter == "layers" ? 1 : row?.Min ?? double.NegativeInfinity;

    private static IReadOnlyList<double> Values(IEnumerable<TrialState> trials, string parameter) =>
        [.. trials.Select(trial => trial.Parameters[parameter]).OfType<Scalar>().Where(value => value.IsNumber)
            .Select(value => value.AsNumber)];

    private static CurveDiagnosis? Diagnosis(RunResults results, IReadOnlyList<ReportCurve> curves, string? measure)
    {
        var best = results.Ranking.Best;
        return new CurveReading(results.State.Metric, results.State.Maximize, measure, best?.Mean).Of(curves, best?.StandardError);
    }

    private static bool IsWarning(AdviceKind kind) =>
        kind is AdviceKind.NoResult or AdviceKind.Failures or AdviceKind.Divergence or AdviceKind.NoiseAboveGain or AdviceKind.Bound
            or AdviceKind.UseFolds;
}
