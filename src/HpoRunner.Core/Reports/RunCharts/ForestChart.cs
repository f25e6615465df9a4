using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>The top of the ranking, a row each: mean, its 95 % interval, a dot per fold, the baseline as a line.</summary>
internal static class ForestChart
{
    public const int MostRows = 20;

    public static Chart? Create(Standings standings)
    {
        var rows = standings.Ranked.Take(MostRows).Where(standings.IsNearBest).ToList();
        if (rows.Count == 0)
            return null;
        var folds = rows.SelectMany(Folds).ToList();
        var intervals = rows.Select((trial, row) => (trial, row)).Where(item => item.trial is { Low: not null, High: not null })
            .Select(item => (new ChartPoint(item.trial.Low!.Value, item.row), new ChartPoint(item.trial.High!.Value, item.row))).ToList();
        var values = folds.Select(point => point.X).Concat(intervals.SelectMany(pair => new[] { pair.Item1.X, pair.Item2.X }))
            .Concat(rows.Select(trial => trial.Mean!.Value)).ToList();
        var scale = LinearScale.Over(values, 0.02);
        var baseline = standings.Baseline?.Mean;
        // A baseline far away would press the rows together; then the subtitle says where it is.
        var near = baseline is { } level && scale.Position(level) is > -0.6 and < 1.6;
        if (near)
            scale = LinearScale.Over(values.Append(baseline!.Value), 0.02);
        var marks = new List<Mark>();
        if (near)
            marks.Add(new Rule(baseline!.Value, true, Paint.Series2) { Label = $"baseline {standings.Scores.Score(baseline)}" });
        marks.Add(new Segments(intervals, Paint.Series5) { Width = 1.6 });
        marks.Add(new Dots(folds, Paint.Faint) { Radius = 2.3 });
        marks.Add(Means(rows, tied: false));
        marks.Add(Means(rows, tied: true));
        return new Chart
        {
            Title = Finding(standings),
            Subtitle = Subtitle(standings, intervals.Count > 0, baseline is not null && !near ? baseline : null),
            Description = Describe(standings, rows),
            Footer = standings.Footer,
            X = new Axis(scale, standings.MetricName) { Grid = true },
            Y = new Axis(new BandScale(rows.Select(trial => $"#{trial.Number}").ToList()), "") { TickMarks = false },
            Marks = marks,
            EndLabels = rows.Select((trial, row) =>
                new EndLabel(row, standings.Scores.Score(trial.Mean), trial.Tied ? Paint.Ink : Paint.Soft) { Bold = trial.Tied }).ToList(),
            Rows = rows.Count,
            Table = new ChartTable(
                ["trial", standings.MetricName, "low", "high", .. Enumerable.Range(1, Many(standings)).Select(fold => $"{standings.OneFold} {fold}")],
                [.. rows.Select(trial => (IReadOnlyList<string>)
                [
                    $"#{trial.Number}", standings.Scores.Score(trial.Mean), standings.Scores.Score(trial.Low),
                        standings.Scores.Score(trial.High),
                    .. trial.Folds.Take(Many(standings)).Select(standings.Scores.Score),
                ])]),
        };
    }

    private static int Many(Standings standings) => standings.FoldCount > 1 ? standings.FoldCount : 0;

    /// <summary>A dot per fold; equal scores stand above one another, so that each can be counted.</summary>
    private static IEnumerable<ChartPoint> Folds(ReportTrial trial, int row) =>
        trial.Folds.Where(fold => fold is { } score && double.IsFinite(score))
        .GroupBy(fold => fold!.Value).SelectMany(equal =>
            equal.Select((_, i) => new ChartPoint(equal.Key, row
                + (Math.Min(0.22, 0.7 / equal.Count()) * (i - ((equal.Count() - 1) / 2.0))))));

    private static Dots Means(List<ReportTrial> rows, bool tied) =>
        new(rows.Select((trial, row) => (trial, row)).Where(item => item.trial.Tied == tied)
            .Select(item => new ChartPoint(item.trial.Mean!.Value, item.row)).ToList(), Paint.Series1)
        {
            Radius = 5,
            Shape = tied ? DotShape.Circle : DotShape.Ring,
            Numbers = rows.Where(trial => trial.Tied == tied).Select(trial => trial.Number).ToList(),
        };

    private static string Finding(Standings standings) => standings switch
    {
        { Ranked.Count: 1 } => $"Trial {standings.Best!.Number} is the only one that completed",
        { TiedCount: > 1 } => $"{standings.TiedCount} configurations share the first place: the data cannot tell them apart",
        { Best.Low: null, Model.Surface: not null } => $"Trial {standings.Best.Number} scores best",
        { Best.Low: null } => $"Trial {standings.Best.Number} scores best; how sure that is cannot be said",
        _ => $"Trial {standings.Best!.Number} stands alone at the top",
    };

    private static string Subtitle(Standings standings, bool intervals, double? farBaseline)
    {
        var text = standings.MeanName;
        if (intervals)
            text += $" with its 95{Figures.Space}% interval";
        if (standings.FoldCount > 1)
            text += $"; a grey dot per {standings.OneFold}";
        if (standings.TiedCount > 0)
            text += "; filled: tied with the best";
        var far = standings.Ranked.Take(MostRows).Count(trial => !standings.IsNearBest(trial));
        if (far > 0)
            text += $"; {Figures.Count(far, "trial")} too far behind to draw";
        return farBaseline is null ? text : $"{text}; the baseline, {standings.Scores.Score(farBaseline)}, lies beyond the axis";
    }

    private static string Describe(Standings standings, List<ReportTrial> rows)
    {
        var listed = rows.Take(5).Select(trial => $"trial {trial.Number} {standings.Scores.Score(trial.Mean)}"
            + (trial is { Low: { } low, High: { } high } ? $" ({standings.Scores.Score(low)} to {standings.Scores.Score(high)})" : ""));
        return $"The best {rows.Count} of {Figures.Count(standings.Ranked.Count, "trial")}{(standings.TiedCount > 0 ? $", {standings.TiedCount} tied" : "")}. From the top: "
            + $"{string.Join(", ", listed)}.";
    }
}
