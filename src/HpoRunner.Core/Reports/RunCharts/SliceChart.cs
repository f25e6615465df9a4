using HpoRunner.Reports.Charts;
using HpoRunner.Training;

namespace HpoRunner.Reports.RunCharts;

/// <summary>
/// Scores by the values of one searched parameter: ranges on a linear or log axis, choices as strips. Trials tied with the best are
/// coloured, the best is ringed. Values without a place on the axis (0 on a log axis, a word in a range, not used) stand in a lane.
/// </summary>
internal static class SliceChart
{
    /// <summary>Strips lie across when their names would not fit side by side in a third of a page.</summary>
    private const double WidestNames = 16.5;
    private const double RingRadius = 6.4;

    public static Chart Create(Standings standings, ScoreAxis scores, int index)
    {
        var parameter = standings.Model.Parameters[index];
        return parameter.Kind == ReportParameterKind.Choice ? Strips(standings, scores, index) : Range(standings, scores, index, parameter);
    }

    private static Chart Range(Standings standings, ScoreAxis scores, int index, ReportParameter parameter)
    {
        var (_, scale, At) = ParameterAxis.OfRange(standings.Model, index);
        var lanes = scores.Lanes(At, clipped: Clipped(standings)).ToList();
        var grouped = standings.TiedCount > 0;
        Paint Colour(ReportTrial trial) =>
            trial == standings.Best ? Paint.Series2 : trial.Tied || !grouped ? Paint.Series1 : Paint.Faint;
        // A lane has no ring; its dot in the best's colour is drawn over one.
        if (standings.Best is { } best && double.IsNaN(At(best)))
            lanes.Add(new Lane(ChartEdge.Left, Unplaced(best, index), DotShape.Ring, Paint.Series2, [best.Mean!.Value])
            {
                Radius = RingRadius,
            });
        foreach (var group in scores.Shown.Where(trial => double.IsNaN(At(trial)))
            .GroupBy(trial => (Name: Unplaced(trial, index), Paint: Colour(trial)))
            .OrderBy(group => group.Key.Paint == Paint.Faint ? 0 : 1).Take(6))
        {
            var means = group.Select(trial => trial.Mean!.Value).ToList();
            lanes.Add(new Lane(ChartEdge.Left, group.Key.Name, DotShape.Diamond, group.Key.Paint, means)
            {
                Numbers = group.Select(trial => trial.Number).ToList(),
            });
        }
        return new Chart
        {
            Title = SliceFinding.OfRange(standings, parameter, At, scale),
            Subtitle = Subtitle(standings, parameter, scale is LogScale && !standings.IsSpread ? ", log axis" : ""),
            Description = Describe(standings, parameter, At),
            Footer = standings.Footer,
            X = new Axis(scale, parameter.Name),
            Y = new Axis(scores.Scale, standings.MetricName) { Grid = true },
            Marks = Points(standings, scores, trial => new ChartPoint(At(trial), trial.Mean!.Value)),
            Lanes = lanes,
            Format = ChartFormat.Small,
            Table = Fifths(standings, index, At),
        };
    }

    /// <summary>The name of the lane for a value that has no place on the axis.</summary>
    private static string Unplaced(ReportTrial trial, int index) => TextWidth.Cut(ValueText.Of(trial.Value(index)), 6);

    private static Chart Strips(Standings standings, ScoreAxis scores, int index)
    {
        var parameter = standings.Model.Parameters[index];
        // Few values are shared by many trials: each is put into words once.
        var words = new Dictionary<Scalar, string>();
        string Name(Scalar? choice)
        {
            if (choice is not { } value)
                return ValueText.NotUsed;
            if (!words.TryGetValue(value, out var name))
                words.Add(value, name = ValueText.Of(value));
            return name;
        }
        var names = parameter.Choices.Select(choice => Name(choice))
            .Concat(standings.Model.Trials.Select(trial => Name(trial.Value(index)))).Distinct().ToList();
        var rows = names.Select((name, row) => (name, row)).ToDictionary(item => item.name, item => item.row);
        int Row(ReportTrial trial) => rows[Name(trial.Value(index))];
        double At(ReportTrial trial) => Row(trial) + ParameterAxis.Jitter(trial.Number);
        var shown = ShortNames.Of(names, 11);
        var upright = shown.Sum(name => TextWidth.Of(name) + 1.2) <= WidestNames;
        var medians = Medians(scores.Shown, Row).ToList();
        ChartPoint Place(double row, double score) => upright ? new ChartPoint(row, score) : new ChartPoint(score, row);
        // Beside rows, labels of lanes would take the room of the plot: there the legend names them.
        var lanes = scores.Lanes(At, scoreIsVertical: upright, Clipped(standings));
        var strip = new Axis(new BandScale(shown), upright ? parameter.Name : "") { TickMarks = false };
        var score = new Axis(scores.Scale, standings.MetricName) { Grid = true };
        return new Chart
        {
            Title = SliceFinding.OfChoices(standings, parameter, names, medians, Row),
            Subtitle = Subtitle(standings, parameter, medians.Any(item => item.Count > 1) ? "; line: median" : ""),
            Description = $"{standings.MetricName} by {parameter.Name}. Medians: " + string.Join(", ", medians.Select(item =>
                $"{names[item.Row]} {standings.Scores.Score(item.Median)} ({Figures.Count(item.Count, "trial")})")) + ".",
            Footer = standings.Footer,
            X = upright ? strip : score,
            Y = upright ? score : strip,
            Marks = [.. Points(standings, scores, trial => Place(At(trial), trial.Mean!.Value)),
                // One trial is its own median, and a line would hide its dot.
                new Segments(medians.Where(item => item.Count > 1)
                    .Select(item => (Place(item.Row - 0.36, item.Median), Place(item.Row + 0.36, item.Median))).ToList(), Paint.Ink)
                { Width = 1.8 }],
            Lanes = upright ? lanes : lanes.Select(lane => lane with { Label = "" }).ToList(),
            Legend = upright ? [] : lanes
                .Select(lane => new LegendEntry(lane.Label, lane.Paint, LegendShape.Mark) { Mark = lane.Shape }).ToList(),
            Format = ChartFormat.Small,
            Table = new ChartTable([parameter.Name, "trials", "best", "median"],
                [.. standings.Scored.GroupBy(Row).OrderBy(group => group.Key)
                .Select(group => (IReadOnlyList<string>)[names[group.Key], .. Numbers(standings, group)])]),
        };
    }

    private static List<Mark> Points(Standings standings, ScoreAxis scores, Func<ReportTrial, ChartPoint> place)
    {
        var grouped = standings.TiedCount > 0;
        var radius = scores.Shown.Count > 2000 ? 1.2 : scores.Shown.Count > 400 ? 1.8 : 2.8;
        Dots Of(IEnumerable<ReportTrial> trials, Paint paint)
        {
            var list = trials.ToList();
            return new Dots(list.Select(place).ToList(), paint)
            {
                Radius = radius, Opacity = paint == Paint.Series1 ? 0.85 : 0.7, Numbers = list.Select(trial => trial.Number).ToList(),
            };
        }
        var marks = new List<Mark>
        {
            Of(scores.Shown.Where(trial => grouped && !trial.Tied), Paint.Faint),
            Of(scores.Shown.Where(trial => !grouped || trial.Tied), Paint.Series1),
        };
        if (standings.Best is { } best)
        {
            marks.Add(new Dots([place(best)], Paint.Series2) { Shape = DotShape.Ring, Radius = RingRadius });
            marks.Add(new Dots([place(best)], Paint.Series2) { Radius = 3 });
        }
        return marks;
    }

    private static IEnumerable<(int Row, double Median, int Count)> Medians(IEnumerable<ReportTrial> trials, Func<ReportTrial, int> row) =>
        trials.GroupBy(row).OrderBy(group => group.Key).Select(group =>
        {
            var means = group.Select(trial => trial.Mean!.Value).Order().ToList();
            return (group.Key, ScoreAxis.Quantile(means, 0.5), means.Count);
        });

    /// <summary>Fifths of the trials by the parameter's value.</summary>
    private static ChartTable Fifths(Standings standings, int index, Func<ReportTrial, double> at)
    {
        var placed = standings.Scored.Where(trial => double.IsFinite(at(trial))).OrderBy(at).ThenBy(trial => trial.Number).ToList();
        var column = TrialColumn.OfParameter(standings.Model, index);
        return new ChartTable([$"{column.Name} from", "to", "trials", "best", "median"],
            [.. placed.Chunk(Math.Max(1, (placed.Count + 4) / 5)).Select(fifth => (IReadOnlyList<string>)
                [column.Text(fifth[0]), column.Text(fifth[^1]), .. Numbers(standings, fifth)])],
            placed.Count < standings.Scored.Count
                ? $"{Figures.Count(standings.Scored.Count - placed.Count, "trial")} without a place on the axis left out." : "");
    }

    /// <summary>How many trials, their best and their median.</summary>
    private static IReadOnlyList<string> Numbers(Standings standings, IEnumerable<ReportTrial> trials)
    {
        var means = trials.Select(trial => trial.Mean!.Value).Order().ToList();
        var best = standings.Model.Metric.Maximize ? means[^1] : means[0];
        return [Figures.Fixed(means.Count, 0), standings.Scores.Score(best), standings.Scores.Score(ScoreAxis.Quantile(means, 0.5))];
    }

    /// <summary>Blue is kept for trials tied with the best, which clipped ones never are.</summary>
    private static Paint Clipped(Standings standings) => standings.TiedCount > 0 ? Paint.Faint : Paint.Series1;

    private static string Subtitle(Standings standings, ReportParameter parameter, string more) =>
        $"{standings.MeanName} by {parameter.Name}{standings.AxisNote}{more}; "
        + $"{(standings.TiedCount > 0 ? "blue: tied with the best; " : "")}ringed: the best";

    private static string Describe(Standings standings, ReportParameter parameter, Func<ReportTrial, double> at)
    {
        var placed = standings.Scored.Where(trial => double.IsFinite(at(trial))).ToList();
        if (placed.Count == 0)
            return $"{standings.MetricName} by {parameter.Name}: no points.";
        var text = $"{standings.MetricName} by {parameter.Name} for {Figures.Count(placed.Count, "trial")}, "
            + $"from {Figures.Short(placed.Min(at), 3)} to {Figures.Short(placed.Max(at), 3)}.";
        return standings.Best is { } best && double.IsFinite(at(best))
            ? $"{text} The best, trial {best.Number}, has {Figures.Short(at(best), 3)}." : text;
    }
}
