using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>
/// What a slice shows, in one sentence. A description of these trials, not a test: for a range, whether the best tenth of the trials
/// (at least three) lies within a part of it; for choices, whose median is best and by how much.
/// </summary>
internal static class SliceFinding
{
    private const int FewestTrials = 8;
    private const int Many = 20;

    /// <summary>A parameter that fewer than this share of the trials have is one optimizer's, or the like; the best may lack it.</summary>
    private const double MostHave = 0.9;

    /// <summary>The best are called gathered when they span at most this share of the axis.</summary>
    private const double Gathered = 0.45;

    /// <summary>And said to lie everywhere when they span more than this share.</summary>
    private const double Spread = 0.85;

    /// <summary>Longer lists of values are counted.</summary>
    private const int MostNamed = 5;

    public static string OfRange(Standings standings, ReportParameter parameter, Func<ReportTrial, double> at, Scale scale)
    {
        var placed = standings.Ranked.Where(trial => double.IsFinite(at(trial))).ToList();
        if (placed.Count < FewestTrials)
            return Alone(standings, parameter, placed, trial => Number(at(trial), parameter)) ?? TooFew(parameter);
        if (placed.TrueForAll(trial => at(trial) == at(placed[0])))
            return $"{parameter.Name}: no trial has another value than {Number(at(placed[0]), parameter)}";
        var top = placed.Take(Math.Max(3, placed.Count / 10)).Select(at).Order().ToList();
        // Of many, a few stray.
        var astray = top.Count >= Many ? top.Count / 20 : 0;
        var (low, high) = (top[astray], top[^(1 + astray)]);
        var span = scale.Position(high) - scale.Position(low);
        var searched = scale.Position(parameter.High) - scale.Position(parameter.Low);
        var (from, to) = (Number(low, parameter), Number(high, parameter));
        var who = $"{(astray > 0 ? "most of the" : "the")} best {Figures.Whole(top.Count)}"
            + (placed.Count < MostHave * standings.Ranked.Count ? " that have it" : "");
        if (!(searched > 0) || span > Spread * searched)
            return $"{parameter.Name}: {who} lie all over the range";
        return $"{parameter.Name}: {who} " + (from == to ? $"lie at {from}"
            : span > Gathered * searched ? $"are spread from {from} to {to}" : $"lie between {from} and {to}");
    }

    public static string OfChoices(Standings standings, ReportParameter parameter, IReadOnlyList<string> names,
        IReadOnlyList<(int Row, double Median, int Count)> medians, Func<ReportTrial, int> row)
    {
        var known = medians.Where(item => item.Count >= 3).OrderBy(item => standings.Worse(item.Median)).ToList();
        if (known.Count < 2)
            return Alone(standings, parameter, standings.Ranked, trial => names[row(trial)]) ?? TooFew(parameter);
        var lead = Math.Abs(known[0].Median - known[1].Median);
        // A lead that the scores' last digit does not show is none.
        return standings.Scores.IsSame(known[0].Median, known[1].Median)
            ? $"{parameter.Name}: {names[known[0].Row]} and {names[known[1].Row]} have the same median"
            : standings.IsSpread ? $"{parameter.Name}: {names[known[0].Row]} has the best median, "
                + $"{standings.Scores.Score(known[0].Median)} against {standings.Scores.Score(known[1].Median)} with {names[known[1].Row]}"
            : $"{parameter.Name}: {names[known[0].Row]} has the best median, {standings.Scores.Score(lead)} ahead of {names[known[1].Row]}";
    }

    /// <summary>
    /// Where nothing else varies, few trials tell enough: which are tied with the best, or by how much the best leads. Null where other
    /// parameters vary, or fewer than two trials completed.
    /// </summary>
    private static string? Alone(
        Standings standings, ReportParameter parameter, IReadOnlyList<ReportTrial> ranked, Func<ReportTrial, string> name)
    {
        if (standings.Model.Parameters.Count(other => other.Varies) > 1 || ranked.Count < 2)
            return null;
        var tied = ranked.Where(trial => trial.Tied).Select(name).ToList();
        if (tied.Count > 1)
            return tied.Count == ranked.Count ? $"{parameter.Name}: all {tied.Count} values are tied"
                : tied.Count > MostNamed ? $"{parameter.Name}: {tied.Count} of {ranked.Count} values are tied for the best"
                : $"{parameter.Name}: {string.Join(", ", tied.Take(tied.Count - 1))} and {tied[^1]} are tied for the best";
        if (standings.IsSpread)
            return $"{parameter.Name}: {name(ranked[0])} is best, {standings.Scores.Score(ranked[0].Mean)} against "
                + $"{standings.Scores.Score(ranked[1].Mean)} with {name(ranked[1])}";
        var lead = Math.Abs(ranked[0].Mean!.Value - ranked[1].Mean!.Value);
        return $"{parameter.Name}: {name(ranked[0])} is best, {standings.Scores.Score(lead)} ahead of {name(ranked[1])}";
    }

    private static string TooFew(ReportParameter parameter) => $"{parameter.Name}: too few trials to see a pattern";

    private static string Number(double value, ReportParameter parameter) =>
        parameter.Whole ? Figures.Fixed(value, 0) : Figures.Short(value, parameter.Kind == ReportParameterKind.LogRange ? 2 : 3);
}
