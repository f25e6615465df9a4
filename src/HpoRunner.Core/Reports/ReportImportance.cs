using HpoRunner.Journal;
using HpoRunner.Ranking;
using HpoRunner.Training;

namespace HpoRunner.Reports;

/// <summary>Which parameters explain the differences between a run's trials, and from how many trials that was learned.</summary>
internal sealed record ReportImportance(Importance Shares, int Trials)
{
    /// <summary>
    /// From the completed trials but the baseline, which is no draw from the searched space. Null when there is nothing to explain: fewer
    /// than six trials, no parameter with two values, or equal scores.
    /// </summary>
    /// <param name="seed">The experiment's: the same run gives the same shares.</param>
    public static ReportImportance? Of(IReadOnlyList<ReportParameter> parameters, IReadOnlyList<ReportTrial> trials, ulong seed)
    {
        var searched = Enumerable.Range(0, parameters.Count).Where(i => parameters[i].Varies).ToArray();
        var scored = trials.Where(trial => trial is { State: TrialStatus.Completed, Mean: { } mean } && double.IsFinite(mean)
            && trial.Origin != TrialOrigin.Baseline).ToList();
        var shares = Importance.Of(
            [.. searched.Select(i => new ImportanceParameter(
                parameters[i].Name, parameters[i].Kind == ReportParameterKind.Choice ? parameters[i].Choices.Count : 0))],
            [.. scored.Select(trial => Array.ConvertAll(searched, i => Coordinate(parameters[i], trial.Value(i))))],
            [.. scored.Select(trial => trial.Mean!.Value)],
            seed);
        return shares is null ? null : new ReportImportance(shares, scored.Count);
    }

    /// <summary>
    /// Where a value lies on its parameter's own scale: 0 at the lower bound and 1 at the upper, or the index among the choices. NaN where
    /// the parameter is inactive, and for values that the scale does not hold (a point may bring any).
    /// </summary>
    public static double Coordinate(ReportParameter parameter, Scalar? value)
    {
        if (value is not { } given)
            return double.NaN;
        if (parameter.Kind == ReportParameterKind.Choice)
            return PlaceOf(given, parameter.Choices) is var place and >= 0 ? place : double.NaN;
        if (!given.IsNumber)
            return double.NaN;
        var coordinate = parameter.Kind == ReportParameterKind.LogRange
            ? Math.Log(given.AsNumber / parameter.Low) / Math.Log(parameter.High / parameter.Low)
            : (given.AsNumber - parameter.Low) / (parameter.High - parameter.Low);
        return double.IsFinite(coordinate) ? coordinate : double.NaN;
    }

    /// <summary>−1 where it is none of them.</summary>
    private static int PlaceOf(Scalar value, IReadOnlyList<Scalar> choices)
    {
        for (var i = 0; i < choices.Count; i++)
        {
            if (choices[i] == value)
                return i;
        }
        return -1;
    }
}
