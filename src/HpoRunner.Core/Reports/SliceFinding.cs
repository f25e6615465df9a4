using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports;

/// <summary>
/// What a slice shows, in one sentence. A description of these trials, not a test: for a range, whether the best tenth of the trials
/// (at least three) lies within a part of it; for choices, whose median is best and by how much.
/// </summary>
internal static class SliceFinding
{
    private const int FewestTrials = 8;

    /// <summary>The best are called gathered when they span at most this share of the axis.</summary>
    private const double Gathered = 0.45;

    public static string OfRange(Standings standings, ReportParameter parameter, Func<ReportTrial, double> at, Scale scale)
    {
        var placed = standings.Ranked.Where(trial => double.IsFinite(at(trial))).ToList();
        if (placed.Count < FewestTrials)
            return $"{parameter.Name}: too few trials to see a pattern";
        var top = placed.Take(Math.Max(3, placed.Count / 10)).Select(at).Order().ToList();
        var all = placed.Select(at).Order().ToList();
        var span = scale.Position(top[^1]) - scale.Position(top[0]);
        var searched = scale.Position(all[^1]) - scale.Position(all[0]);
        return searched > 0 && span <= Gathered * searched
            ? $"{parameter.Name}: the best {top.Count} lie between {Number(top[0], parameter)} and {Number(top[^1], parameter)}"
            : $"{parameter.Name}: the best {top.Count} lie all over the range";
    }

    public static string OfChoices(Standings standings, ReportParameter parameter, IReadOnlyList<string> names,
        IReadOnlyList<(int Row, double Median, int Count)> medians)
    {
        var known = medians.Where(item => item.Count >= 3).OrderBy(item => standings.Worse(item.Median)).ToList();
        if (known.Count < 2)
            return $"{parameter.Name}: too few trials to see a pattern";
        var lead = Math.Abs(known[0].Median - known[1].Median);
        // A lead that the scores' last digit does not show is none.
        return lead < 0.5 * Math.Pow(10, -standings.Scores.Decimals)
            ? $"{parameter.Name}: {names[known[0].Row]} and {names[known[1].Row]} have the same median"
            : $"{parameter.Name}: {names[known[0].Row]} has the best median, {standings.Scores.Score(lead)} ahead of {names[known[1].Row]}";
    }

    private static string Number(double value, ReportParameter parameter) =>
        parameter.Whole ? Figures.Fixed(value, 0) : Figures.Short(value, parameter.Kind == ReportParameterKind.LogRange ? 2 : 3);
}
