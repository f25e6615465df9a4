using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>The top of the ranking, a row each: mean, its 95 % interval, a dot per fold, the baseline as a line.</summary>
internal static class ForestChart
{
    public const int MostRows = 20;

    /// <summary>
    /// The axis holds what lies within so many half-widths of the best's interval; trials beyond it are arrows in a lane, and their scores
    /// stand at the right as all do.
    /// </summary>
    private const double NearHalfWidths = 3;

    public static Chart? Create(Standings standings, ScoreAxis scores)
    {
        var rows = standings.Ranked.Take(MostRows).ToList();
        if (rows.Count == 0)
            return null;
        var clipped = scores.Clipped.ToHashSet();
        var all = rows.Select((trial, row) => (Trial: trial, Row: row)).ToList();
        var inside = all.Where(item => standings.IsWithin(item.Trial, NearHalfWidths) && !clipped.Contains(item.Trial)).ToList();
        var scale = Over(standings, inside, null);
        // A baseline far away would press the rows together; then the subtitle says where it is.
        var baseline = standings.Baseline?.Mean;
        var near = baseline is { } level && scale.Position(level) is > -0.6 and < 1.6;
        // Folds and the baseline may make the axis long enough for more of the trials.
        for (var drawn = 0; drawn < inside.Count;)
        {
            drawn = inside.Count;
            scale = Over(standings, inside, near ? baseline : null);
            inside = all.Where(item => inside.Contains(item) || scale.Holds(item.Trial.Mean!.Value)).ToList();
        }
        var beyond = all.Except(inside).ToList();
        var folds = FoldsOf(standings, inside);
        var intervals = IntervalsOf(inside);
        var marks = new List<Mark>();
        if (near)
            marks.Add(new Rule(baseline!.Value, true, Paint.Series2) { Label = $"baseline {standings.Scores.Score(baseline)}" });
        marks.Add(new Segments(intervals, Paint.Series5) { Width = 1.6 });
        marks.Add(new Dots(folds, Paint.Faint) { Radius = 2.3 });
        marks.Add(Means(standings, inside, first: false));
        marks.Add(Means(standings, inside, first: true));
        return new Chart
        {
            Title = Finding(standings),
            Subtitle = Subtitle(standings, intervals.Count > 0, beyond.Count, baseline is not null && !near ? baseline : null),
            Description = Describe(standings, rows),
            Footer = standings.Footer,
            X = new Axis(scale, standings.MetricName) { Grid = true },
            Y = new Axis(new BandScale(rows.Select(trial => $"#{trial.Number}").ToList()), "") { TickMarks = false },
            Marks = marks,
            Lanes = beyond.Count == 0 ? [] : [Beyond(standings, beyond)],
            EndLabels = rows.Select((trial, row) =>
                new EndLabel(row, standings.Scores.Score(trial.Mean), IsFirst(standings, trial) ? Paint.Ink : Paint.Soft)
                {
                    Bold = IsFirst(standings, trial),
                }).ToList(),
            Rows = rows.Count,
            Table = new ChartTable(
                ["trial", standings.MetricName, "low", "high",
                    .. Enumerable.Range(1, Many(standings)).Select(fold => $"{standings.OneFold} {fold}")],
                [.. rows.Select(trial => (IReadOnlyList<string>)
                [
                    $"#{trial.Number}", standings.Scores.Score(trial.Mean), standings.Scores.Score(trial.Low),
                        standings.Scores.Score(trial.High),
                    .. trial.Folds.Take(Many(standings)).Select(standings.Scores.Score),
                ])]),
        };
    }

    private static Scale Over(Standings standings, List<(ReportTrial Trial, int Row)> rows, double? baseline) => standings.ScoreScale(
        FoldsOf(standings, rows).Select(point => point.X).Concat(IntervalsOf(rows).SelectMany(pair => new[] { pair.From.X, pair.To.X }))
            .Concat(rows.Select(item => item.Trial.Mean!.Value)).Append(baseline ?? double.NaN), 0.02);

    /// <summary>On a log axis a fold of zero has no place.</summary>
    private static List<ChartPoint> FoldsOf(Standings standings, List<(ReportTrial Trial, int Row)> rows) =>
        [.. rows.SelectMany(item => Folds(item.Trial, item.Row)).Where(point => !standings.IsSpread || point.X > 0)];

    private static List<(ChartPoint From, ChartPoint To)> IntervalsOf(List<(ReportTrial Trial, int Row)> rows) =>
        [.. rows.Where(item => item.Trial is { Low: not null, High: not null })
            .Select(item => (new ChartPoint(item.Trial.Low!.Value, item.Row), new ChartPoint(item.Trial.High!.Value, item.Row)))];

    private static int Many(Standings standings) => standings.FoldCount > 1 ? standings.FoldCount : 0;

    /// <summary>A dot per fold; equal scores stand above one another, so that each can be counted.</summary>
    private static IEnumerable<ChartPoint> Folds(ReportTrial trial, int row) =>
        trial.Folds.Where(fold => fold is { } score && double.IsFinite(score))
        .GroupBy(fold => fold!.Value).SelectMany(equal =>
            equal.Select((_, i) => new ChartPoint(equal.Key, row
                + (Math.Min(0.22, 0.7 / equal.Count()) * (i - ((equal.Count() - 1) / 2.0))))));

    private static bool IsFirst(Standings standings, ReportTrial trial) => trial.Tied || trial == standings.Best;

    private static Dots Means(Standings standings, List<(ReportTrial Trial, int Row)> rows, bool first)
    {
        var drawn = rows.Where(item => IsFirst(standings, item.Trial) == first).ToList();
        return new Dots(drawn.Select(item => new ChartPoint(item.Trial.Mean!.Value, item.Row)).ToList(), Paint.Series1)
        {
            Radius = 5,
            Shape = first ? DotShape.Circle : DotShape.Ring,
            Numbers = drawn.Select(item => item.Trial.Number).ToList(),
        };
    }

    private static Lane Beyond(Standings standings, List<(ReportTrial Trial, int Row)> rows)
    {
        var (edge, shape, word) = standings.Model.Metric.Maximize
            ? (ChartEdge.Left, DotShape.TriangleLeft, "lower") : (ChartEdge.Right, DotShape.TriangleRight, "higher");
        return new Lane(edge, $"{rows.Count} {word}", shape, Paint.Series1, [.. rows.Select(item => (double)item.Row)])
        {
            Numbers = [.. rows.Select(item => item.Trial.Number)],
        };
    }

    private static string Finding(Standings standings) => standings switch
    {
        { Ranked.Count: 1 } => standings.Best == standings.Baseline
            ? "The baseline alone completed" : $"Trial {standings.Best!.Number} alone completed",
        { TiedCount: > 1 } => $"{standings.TiedCount} configurations share the first place: the data cannot tell them apart",
        { Best.Low: null } when Equal(standings) is var equal and > 1 => $"{equal} trials share the best score",
        { Best.Low: null, Model.Surface: not null } => $"Trial {standings.Best.Number} scores best",
        { Best.Low: null } => $"Trial {standings.Best.Number} scores best; how sure that is cannot be said",
        _ => $"Trial {standings.Best!.Number} stands alone at the top",
    };

    private static int Equal(Standings standings) =>
        standings.Ranked.TakeWhile(trial => standings.Scores.IsSame(trial.Mean!.Value, standings.Best!.Mean!.Value)).Count();

    private static string Subtitle(Standings standings, bool intervals, int beyond, double? farBaseline)
    {
        var text = standings.MeanName + standings.AxisNote;
        if (intervals)
            text += $" with its 95{Figures.Space}% interval";
        if (standings.FoldCount > 1)
            text += $"; a grey dot per {standings.OneFold}";
        if (standings.TiedCount > 1)
            text += "; filled: tied with the best";
        if (beyond > 0)
            text += "; arrow: beyond the axis";
        return farBaseline is null ? text : $"{text}; the baseline, {standings.Scores.Score(farBaseline)}, lies beyond the axis";
    }

    private static string Describe(Standings standings, List<ReportTrial> rows)
    {
        var listed = rows.Take(5).Select(trial => $"trial {trial.Number} {standings.Scores.Score(trial.Mean)}"
            + (trial is { Low: { } low, High: { } high } ? $" ({standings.Scores.Score(low)} to {standings.Scores.Score(high)})" : ""));
        return $"The best {rows.Count} of {Figures.Count(standings.Ranked.Count, "trial")}"
            + $"{(standings.TiedCount > 0 ? $", {standings.TiedCount} tied" : "")}. From the top: "
            + $"{string.Join(", ", listed)}.";
    }
}
