using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>
/// Learning curves by the values of a parameter: a line per value, the mean of all its trainings with a band of one standard deviation.
/// Bad values are there too, and a cross marks where a training diverged; one that did in its first epoch has it on the bad edge.
/// </summary>
internal static class GroupedCurvesChart
{
    private static readonly Paint[] Series = [Paint.Series1, Paint.Series2, Paint.Series3, Paint.Series4, Paint.Series5];
    private static readonly Paint[] Steps =
        [Paint.Scale1, Paint.Scale2, Paint.Scale3, Paint.Scale4, Paint.Scale5, Paint.Scale6, Paint.Scale7, Paint.Scale8, Paint.Scale9];

    /// <summary>A loss whose largest value is so many times its smallest is drawn on a log axis.</summary>
    private const double WideRatio = 30;

    /// <summary>And ends at so many times the smallest.</summary>
    private const double LargestRatio = 1e4;

    /// <summary>How far bands may leave the means, as a share of what these span.</summary>
    private const double BandRoom = 0.3;

    public static IEnumerable<(string Name, Chart Chart)> Create(Standings standings) =>
        CurveGrouping.Of(standings.Model).Select(grouping => (grouping.Name, Create(standings, grouping)));

    private static Chart Create(Standings standings, CurveGrouping grouping)
    {
        var model = standings.Model;
        var measure = model.CurveMeasure ?? standings.MetricName;
        var maximize = model.CurveMeasure is null && model.Metric.Maximize;
        var finding = new GroupFinding(grouping, maximize, standings.Scores);
        var paints = Paints(grouping, finding);
        var scale = Scale(grouping, measure, maximize, out var bad);
        var ends = grouping.Groups.SelectMany(group => group.Epochs).Select(epoch => epoch.Epoch)
            .Concat(grouping.Groups.SelectMany(group => group.Diverged).Select(end => end.Epoch).Where(epoch => epoch > 0)).ToList();
        var (first, last) = (ends.Min(), ends.Max());
        var trainings = grouping.Groups.Sum(group => group.Trainings);
        var diverged = grouping.Groups.Sum(group => group.Diverged.Count);
        return new Chart
        {
            Title = finding.Title,
            Subtitle =
                $"Validation {measure} by epoch, grouped by {grouping.Name}: mean of {Figures.Count(trainings, "training")} over folds"
                + (grouping.IsAverage ? ", seeds and the other parameters" : " and seeds")
                + "; band: one standard deviation" + (diverged > 0 ? "; cross: diverged, the mean goes on without it" : ""),
            Description = $"{finding.Title}. " + string.Join(" ", grouping.Groups.Select(group => Describe(standings, group))),
            Footer = standings.Footer,
            X = new Axis(new LinearScale(first == last ? first - 1 : first, first == last ? first + 1 : last) { Whole = true }, "epoch"),
            Y = new Axis(scale, measure) { Grid = true },
            Marks = [.. Bands(grouping, paints), .. Lines(grouping, paints), .. Crosses(grouping, paints, scale, first, bad)],
            EndLabels = [.. grouping.Groups.Select((group, i) => new EndLabel(
                group.End is { } end ? Math.Clamp(end.Mean, Low(scale), High(scale)) : bad, Name(group), TextPaint(paints[i]))
                { Bold = false, Line = paints[i] })],
            Table = new ChartTable(
                [grouping.Name, "trials", "trainings", "diverged", "last epoch", "mean", "standard deviation", "lowest", "highest"],
                [.. grouping.Groups.Select(group => Row(standings, group))]),
        };
    }

    private static IReadOnlyList<Paint> Paints(CurveGrouping grouping, GroupFinding finding)
    {
        var count = grouping.Groups.Count;
        if (grouping.IsOrdered)
            return [.. Enumerable.Range(0, count).Select(i => Steps[i * (Steps.Length - 1) / Math.Max(1, count - 1)])];
        return count <= Series.Length ? Series[..count]
            : [.. grouping.Groups.Select(group =>
                group == finding.Best ? Paint.Series1 : group == finding.Worst ? Paint.Series2 : Paint.Faint)];
    }

    /// <summary>The text colour of a step is for text on it.</summary>
    private static Paint TextPaint(Paint paint) => paint >= Paint.Scale0 ? Paint.Ink : paint;

    private static string Name(CurveGroup group) => group.Diverged.Count == 0 ? group.Label
        : group.AllDiverged ? $"{group.Label} diverged"
        : $"{group.Label} " + $"({group.Diverged.Count} of {group.Trainings} ×)".Replace(' ', Figures.Space);

    private static IEnumerable<Mark> Bands(CurveGrouping grouping, IReadOnlyList<Paint> paints) => grouping.Groups
        .Select((group, i) => new Band([.. group.Epochs.Select(epoch => ((double)epoch.Epoch,
            Math.Max(epoch.Low, epoch.Mean - epoch.Deviation), Math.Min(epoch.High, epoch.Mean + epoch.Deviation)))], paints[i]))
        .Where(band => band.Paint != Paint.Faint);

    private static IEnumerable<Mark> Lines(CurveGrouping grouping, IReadOnlyList<Paint> paints) =>
        grouping
            .Groups.Select(
                (group, i) =>
                    new Line([.. group.Epochs.Select(epoch => new ChartPoint(epoch.Epoch, epoch.Mean))], paints[i]) { Width = 2.1 })
            .OrderBy(line => line.Paint == Paint.Faint ? 0 : 1);

    /// <summary>Where diverged trainings were last seen; on the bad edge what was never seen, or is beyond the axis.</summary>
    private static IEnumerable<Mark> Crosses(
        CurveGrouping grouping, IReadOnlyList<Paint> paints, Scale scale, int first, double bad) => grouping.Groups
        .Select((group, i) => new Dots([.. group.Diverged.Select(end => new ChartPoint(
            Math.Max(first, end.Epoch), scale.Holds(end.Value) ? end.Value : bad))], paints[i]) { Shape = DotShape.Cross, Radius = 4.5 })
        .Where(dots => dots.Points.Count > 0);

    /// <summary>
    /// Of the groups' means; on a linear axis with some room for the bands beside them. A band reaches as far as a single training's luck,
    /// which may be any distance. What would leave the others no room is cut.
    /// </summary>
    private static Scale Scale(CurveGrouping grouping, string measure, bool maximize, out double bad)
    {
        var epochs = grouping.Groups.SelectMany(group => group.Epochs).ToList();
        var (lowest, highest) = (epochs.Min(epoch => epoch.Mean), epochs.Max(epoch => epoch.Mean));
        Scale scale;
        if (!maximize && lowest > 0 && highest > WideRatio * lowest)
        {
            scale = new LogScale(lowest / 1.3, Math.Min(highest, LargestRatio * lowest) * 1.05);
        }
        else
        {
            var room = BandRoom * (highest - lowest);
            var values = epochs.SelectMany(epoch => new[]
            {
                epoch.Mean, Math.Max(Math.Max(epoch.Low, epoch.Mean - epoch.Deviation), lowest - room),
                Math.Min(Math.Min(epoch.High, epoch.Mean + epoch.Deviation), highest + room),
            }).Order().ToList();
            var (low, high) = (values[0], values[^1]);
            var (q1, q3) = (ScoreAxis.Quantile(values, 0.2), ScoreAxis.Quantile(values, 0.8));
            var fence = 4 * Math.Max(q3 - q1, 1e-9);
            scale = MetricScale.Over(
                measure, [maximize ? Math.Max(low, q1 - fence) : low, maximize ? high : Math.Min(high, q3 + fence)]);
        }
        bad = maximize ? Low(scale) : High(scale);
        return scale;
    }

    private static double Low(Scale scale) => scale is LogScale log ? log.Min : ((LinearScale)scale).Min;

    private static double High(Scale scale) => scale is LogScale log ? log.Max : ((LinearScale)scale).Max;

    private static string Describe(Standings standings, CurveGroup group) => group.End is { } end
        ? $"{group.Label}: {standings.Scores.Score(end.Mean)} after epoch {end.Epoch}"
            + $"{(group.Diverged.Count > 0 ? $", {group.Diverged.Count} of {group.Trainings} diverged" : "")}."
        : $"{group.Label}: diverged in the first epoch.";

    private static IReadOnlyList<string> Row(Standings standings, CurveGroup group)
    {
        string[] counts =
            [group.Label, Figures.Fixed(group.Trials, 0), Figures.Fixed(group.Trainings, 0), Figures.Fixed(group.Diverged.Count, 0)];
        return group.End is not { } end ? [.. counts, .. Enumerable.Repeat(Figures.Missing, 5)]
            : [.. counts, Figures.Fixed(end.Epoch, 0), standings.Scores.Score(end.Mean), standings.Scores.Score(end.Deviation),
                standings.Scores.Score(end.Low), standings.Scores.Score(end.High)];
    }
}
