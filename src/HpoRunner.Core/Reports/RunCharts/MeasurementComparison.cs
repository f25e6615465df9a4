using HpoRunner.Reports.Charts;
using HpoRunner.Training.Measurements;

namespace HpoRunner.Reports.RunCharts;

/// <summary>
/// What was measured on request, compared between the values of what was varied: where layers are measured, from layer to layer in the
/// first epoch (and dashed in the last), otherwise epoch by epoch. Means over trials and folds. Of few trials only
/// (<see cref="ReportModel.TrialMeasurements"/>), by the first groupings of <see cref="CurveGrouping"/>.
/// </summary>
internal static class MeasurementComparison
{
    private const int MostGroupings = 2;

    /// <summary>With more values a second, dashed line for each would hide the first ones.</summary>
    private const int MostDashed = 5;

    private static readonly Paint[] Series = [Paint.Series1, Paint.Series2, Paint.Series3, Paint.Series4, Paint.Series5];
    private static readonly Paint[] Steps =
        [Paint.Scale1, Paint.Scale2, Paint.Scale3, Paint.Scale4, Paint.Scale5, Paint.Scale6, Paint.Scale7, Paint.Scale8, Paint.Scale9];

    public static IEnumerable<(string Name, Chart Chart)> Create(Standings standings)
    {
        if (standings.Model.TrialMeasurements.Count < 2)
            return [];
        return from grouping in CurveGrouping.All(standings.Model).Take(MostGroupings)
               from measurement in MeasurementTable.All
               let chart = Create(standings, grouping, measurement)
               where chart is not null
               select ($"{measurement.Name}-by-{grouping.Name}", chart);
    }

    private static Chart? Create(Standings standings, CurveGrouping grouping, MeasurementDefinition measurement)
    {
        var isByLayer = measurement.Name != MeasurementTable.UpdateLoss;
        var groups = grouping
            .Groups.Select(group => Measured.Of(standings.Model, group, measurement.Name, isByLayer))
            .Where(group => group.First.Count > 0)
            .ToList();
        if (groups.Count < 2 || groups.Max(group => group.First.Count) < 2)
            return null;
        var hasEnds = isByLayer && groups.Count <= MostDashed && groups.Exists(group => group.LastEpoch > group.FirstEpoch);
        var all = groups.SelectMany(group => hasEnds ? group.First.Concat(group.Last) : group.First).Select(point => point.Y).ToList();
        var scale = MeasurementChart.Upright(all);
        var floor = scale is LogScale log ? log.Min : double.NegativeInfinity;
        var words = measurement.Name.Replace('_', ' ');
        var most = groups.SelectMany(group => group.First).Max(point => point.X);
        return new Chart
        {
            Title = Finding(
                groups, isByLayer ? $"{words} from the first layer to the last" : "loss of single updates from the first to the last"),
            Subtitle = (isByLayer
                    ? $"Layer by layer from the input on, in epoch {groups[0].FirstEpoch}{(hasEnds ? "; dashed: in the last" : "")}"
                    : "By epoch")
                + $", by {grouping.Name}: mean over {(grouping.IsAverage ? "folds, seeds and the other parameters" : "folds and seeds")}. "
                + measurement.Meaning,
            Description = string.Join(" ", groups.Select(group => $"{group.Label}: {Course(group)}.")),
            Footer = standings.Footer,
            X = isByLayer ? new Axis(new LinearScale(1, most) { Whole = true }, "layer") : new Axis(new LinearScale(0, most), "epoch"),
            Y = new Axis(scale, isByLayer ? words : "loss") { Grid = true },
            Marks = [.. groups.SelectMany((group, i) => Lines(group, Paint(i), floor, hasEnds))],
            EndLabels = [.. groups.Select((group, i) =>
                new EndLabel(Math.Max(floor, group.First[^1].Y), group.Label, grouping.IsOrdered ? Charts.Paint.Ink : Paint(i))
                {
                    Bold = false,
                })],
            Table = new ChartTable(isByLayer ? [grouping.Name, "layer", "first epoch", "last epoch"] : [grouping.Name, "epoch", "loss"],
                [.. groups.SelectMany(group => Rows(group, isByLayer))]),
        };

        Paint Paint(int i) =>
            grouping.IsOrdered ? Steps[i * (Steps.Length - 1) / (groups.Count - 1)]
            : i < Series.Length ? Series[i]
            : Charts.Paint.Faint;
    }

    private static IEnumerable<Mark> Lines(Measured group, Paint paint, double floor, bool hasEnds)
    {
        yield return new Line(Above(group.First), paint) { Width = 2.1 };
        if (hasEnds)
            yield return new Line(Above(group.Last), paint) { Width = 1.4, Dashed = true };

        // A logarithm has no place for zero: it lies on the lower edge.
        ChartPoint[] Above(IEnumerable<ChartPoint> points) => [.. points.Select(point => point with { Y = Math.Max(floor, point.Y) })];
    }

    /// <summary>The groups that lie farthest apart, at whichever end of their lines that is.</summary>
    private static string Finding(List<Measured> groups, string what)
    {
        var starts = groups.OrderByDescending(group => group.First[0].Y).ToList();
        var ends = groups.OrderByDescending(group => group.First[^1].Y).ToList();
        var isAtStart = starts[0].First[0].Y * ends[^1].First[^1].Y > starts[^1].First[0].Y * ends[0].First[^1].Y;
        var ordered = isAtStart ? starts : ends;
        return $"{char.ToUpperInvariant(what[0])}{what[1..]}: {ordered[0].Label} {Course(ordered[0])}, "
            + $"{ordered[^1].Label} {Course(ordered[^1])}";
    }

    private static string Course(Measured group) => $"{Figures.Short(group.First[0].Y, 2)} → {Figures.Short(group.First[^1].Y, 2)}";

    private static IEnumerable<IReadOnlyList<string>> Rows(Measured group, bool isByLayer) =>
        (isByLayer ? group.First : Standings.Sample(group.First, 20)).Select((point, i) => (IReadOnlyList<string>)
        [
            group.Label, Figures.Short(point.X, 3), Figures.Short(point.Y, 3),
            .. isByLayer ? [i < group.Last.Count ? Figures.Short(group.Last[i].Y, 3) : Figures.Missing] : Array.Empty<string>(),
        ]);

    /// <summary>A group's means: by layer in its first and last epoch, or all in <c>First</c> by epoch.</summary>
    private sealed record Measured(
        string Label, int FirstEpoch, int LastEpoch, IReadOnlyList<ChartPoint> First, IReadOnlyList<ChartPoint> Last)
    {
        public static Measured Of(ReportModel model, CurveGroup group, string measurement, bool isByLayer)
        {
            var columns = group.Numbers.Where(model.TrialMeasurements.ContainsKey).SelectMany(trial => model.TrialMeasurements[trial])
                .Where(column => MeasurementTable.IsOf(column.Column, measurement) && column.Epochs.Count > 0)
                .Select(column => (Number: MeasurementTable.NumberOf(column.Column, measurement), column.Epochs))
                .Where(column => column.Number is not null)
                .Select(column => (Number: column.Number!.Value, column.Epochs)).ToList();
            if (columns.Count == 0)
                return new Measured(group.Label, 0, 0, [], []);
            var (first, last) = (columns[0].Epochs[0].Epoch, columns.Max(column => column.Epochs[^1].Epoch));
            if (isByLayer)
                return new Measured(
                    group.Label, first, last,
                    Means(columns.Select(column => ((double)column.Number, column.Epochs[0].Value))),
                    Means(columns.Select(column => ((double)column.Number, column.Epochs[^1].Value))));
            // Update k of K kept ones stands at the share k/K of its epoch.
            var count = columns.Max(column => column.Number);
            return new Measured(group.Label, first, last,
                Means(columns.SelectMany(column => column.Epochs.Select(epoch =>
                    (epoch.Epoch - 1 + ((double)column.Number / count), epoch.Value)))), []);
        }

        private static ChartPoint[] Means(IEnumerable<(double X, double Y)> values) =>
            [.. values.Where(value => double.IsFinite(value.Y)).GroupBy(value => value.X).OrderBy(at => at.Key)
                .Select(at => new ChartPoint(at.Key, at.Average(value => value.Y)))];
    }
}
