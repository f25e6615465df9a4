using HpoRunner.Reports.Charts;
using HpoRunner.Training.Measurements;

namespace HpoRunner.Reports.RunCharts;

/// <summary>
/// What was measured on request while the best trial learned, mean over its folds: a chart per measurement, a line per layer from the
/// input (light) to the output (dark), the whole network in black. The loss of single updates is one line.
/// </summary>
internal static class MeasurementChart
{
    private static readonly Paint[] Steps =
        [Paint.Scale1, Paint.Scale2, Paint.Scale3, Paint.Scale4, Paint.Scale5, Paint.Scale6, Paint.Scale7, Paint.Scale8, Paint.Scale9];

    /// <summary>Layers that lie so far apart are drawn on a log axis.</summary>
    private const double WideRatio = 20;
    private const int MostLabels = 12;

    /// <summary>What is smaller than this share of the largest lies on the lower edge.</summary>
    private const double LeastShare = 1e-12;

    public static IEnumerable<(string Name, Chart Chart)> Create(Standings standings)
    {
        foreach (var measurement in MeasurementTable.All)
        {
            var columns = standings.Model.Measurements.Where(row => MeasurementTable.IsOf(row.Column, measurement.Name)).ToList();
            if (columns.Count > 0 && standings.Best is { } best)
                yield return (measurement.Name, measurement.Name == MeasurementTable.UpdateLoss
                    ? Updates(standings, best.Number, columns) : Layers(standings, best.Number, measurement, columns));
        }
    }

    private static Chart Layers(Standings standings, int trial, MeasurementDefinition measurement, List<ReportMeasurement> columns)
    {
        var layers = columns.Where(column => MeasurementTable.NumberOf(column.Column, measurement.Name) is not null).ToList();
        var lines = columns.Select(column => new Line(
            [.. column.Epochs.Select(epoch => new ChartPoint(epoch.Epoch, epoch.Value))], PaintOf(column))
        {
            Width = layers.Contains(column) ? 1.9 : 2.4,
        }).ToList();
        var words = measurement.Name.Replace('_', ' ');
        var epochs = columns[0].Epochs;
        return new Chart
        {
            Title = $"{char.ToUpperInvariant(words[0])}{words[1..]}: {Finding(columns, layers)}",
            Subtitle = $"Trial {trial}, mean over folds, by epoch. {measurement.Meaning}",
            Description = string.Join(" ", columns.Select(column =>
                $"{column.Column}: {At(column.Epochs[0])}, {At(column.Epochs[^1])}.")),
            Footer = standings.Footer,
            X = new Axis(Across(epochs[0].Epoch, epochs[^1].Epoch) with { Whole = true }, "epoch"),
            Y = new Axis(Upright(lines), words) { Grid = true },
            Marks = lines,
            EndLabels = [.. columns
                .Where((_, i) => columns.Count <= MostLabels || i % ((columns.Count / MostLabels) + 1) == 0 || i == columns.Count - 1)
                .Select(column => new EndLabel(column.Epochs[^1].Value, Name(column), Paint.Ink) { Bold = !layers.Contains(column) })],
            Table = new ChartTable(["epoch", .. columns.Select(Name)], [.. Standings.Sample(Enumerable.Range(0, epochs.Count).ToList(), 20)
                .Select(i => (IReadOnlyList<string>)
                    [Figures.Fixed(epochs[i].Epoch, 0), .. columns.Select(column => Figures.Short(column.Epochs[i].Value, 3))])]),
        };

        static string At((int Epoch, double Value) point) => $"{Figures.Short(point.Value, 3)} in epoch {point.Epoch}";

        string Name(ReportMeasurement column) => MeasurementTable.NumberOf(column.Column, measurement.Name) is { } number
            ? $"layer {number}" : "all layers";

        Paint PaintOf(ReportMeasurement column) => layers.IndexOf(column) is var place and >= 0
            ? Steps[place * (Steps.Length - 1) / Math.Max(1, layers.Count - 1)] : Paint.Ink;
    }

    /// <summary>How the layers compare at the end, and which way the whole went.</summary>
    private static string Finding(List<ReportMeasurement> columns, List<ReportMeasurement> layers)
    {
        static string Number(double value) => Figures.Short(value, 2);
        var whole = columns.FirstOrDefault(column => !layers.Contains(column));
        var course = whole is null
            ? ""
            : $"{Number(whole.Epochs[0].Value)} in the first epoch, {Number(whole.Epochs[^1].Value)} in the last";
        if (layers.Count < 2)
            return whole is not null
                ? course
                : $"{Number(layers[0].Epochs[0].Value)} in the first epoch, {Number(layers[0].Epochs[^1].Value)} in the last";
        var (first, last) = (layers[0].Epochs[^1].Value, layers[^1].Epochs[^1].Value);
        var between = $"at the end {Number(first)} in the first layer and {Number(last)} in the last";
        return course.Length > 0 ? $"{course}; {between}" : between;
    }

    private static Chart Updates(Standings standings, int trial, List<ReportMeasurement> columns)
    {
        var count = columns.Count;
        // Update k of K kept ones stands at the share k/K of its epoch.
        var points = columns
            .SelectMany((column, k) => column.Epochs.Select(epoch => new ChartPoint(epoch.Epoch - 1 + ((k + 1.0) / count), epoch.Value)))
            .OrderBy(point => point.X)
            .ToList();
        var line = new Line(points, Paint.Series1) { Width = 1.1, Opacity = 0.9 };
        var (start, end) = (points.Take(count).Average(point => point.Y), points.TakeLast(count).Average(point => point.Y));
        return new Chart
        {
            Title = $"Loss of single updates: {Figures.Short(start, 2)} in the first epoch, {Figures.Short(end, 2)} in the last",
            Subtitle = $"Trial {trial}, mean over folds: training loss of {Figures.Count(count, "update")} per epoch, "
                + "each on its batch before its step",
            Description = $"Training loss per update falls from {Figures.Short(points[0].Y, 3)} to {Figures.Short(points[^1].Y, 3)} "
                + $"over {Figures.Count(points.Count, "update")} shown.",
            Footer = standings.Footer,
            X = new Axis(Across(0, points[^1].X), "epoch"),
            Y = new Axis(Upright([line]), "loss") { Grid = true },
            Marks = [line],
            Table = new ChartTable(["epoch", "loss"], [.. Standings.Sample(points, 40)
                .Select(point => (IReadOnlyList<string>)[Figures.Short(point.X, 4), Figures.Short(point.Y, 4)])]),
        };
    }

    private static LinearScale Across(double first, double last) =>
        first == last ? new LinearScale(first - 1, first + 1) : new LinearScale(first, last);

    private static Scale Upright(IEnumerable<Line> lines) => Upright([.. lines.SelectMany(line => line.Points).Select(point => point.Y)]);

    /// <summary>A log axis where values lie far apart and none is below zero; zeros then lie on its lower edge.</summary>
    public static Scale Upright(IReadOnlyList<double> all)
    {
        var values = all.Where(double.IsFinite).ToList();
        var (least, most) = (values.Where(value => value > 0).DefaultIfEmpty(0).Min(), values.DefaultIfEmpty(0).Max());
        return least > 0 && most > WideRatio * least && values.Min() >= 0
            ? new LogScale(Math.Max(least, most * LeastShare) / 1.1, most * 1.1) : LinearScale.Over(values);
    }
}
