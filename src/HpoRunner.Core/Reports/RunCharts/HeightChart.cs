using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>Height above the lowest point by update, on a log scale: how fast each descent goes down.</summary>
internal static class HeightChart
{
    /// <summary>Heights below this share of the highest are drawn at the bottom: float32 has no more digits to go down by.</summary>
    private const double Deepest = 1e-14;

    public static Chart? Create(Standings standings)
    {
        if (standings.Model.Surface is not { Paths.Count: > 0 } drawn)
            return null;
        var start = drawn.Paths.Max(path => path.Steps[0].Loss);
        var all = drawn.Paths.SelectMany(path => path.Steps).Select(step => step.Loss).Where(double.IsFinite).ToList();
        var floor = Math.Max(start * Deepest, all.Where(loss => loss > 0).DefaultIfEmpty(start).Min());
        var ceiling = Math.Min(all.Max(), start * 1e3);
        if (!(floor > 0 && ceiling > 0))
            return null;
        return new Chart
        {
            Title = Finding(drawn.Paths, start),
            Subtitle = "Height above the lowest point by update, on a log scale",
            Description = string.Join(" ", drawn.Paths.Select(PathChart.Describe)),
            Footer = standings.Footer,
            X = new Axis(new LinearScale(0, Math.Max(1, drawn.Paths.Max(path => path.Steps[^1].Update))) { Whole = true }, "update"),
            Y = new Axis(new LogScale(floor, ceiling), "height") { Grid = true },
            Marks = [.. drawn.Paths.Select((path, i) => Draw(path, i, floor)).Reverse()],
            EndLabels = [.. drawn.Paths.Select((path, i) =>
                new EndLabel(Math.Clamp(Last(path), floor, ceiling), path.Label, PathChart.StyleOf(i).Paint))],
        };
    }

    private static Line Draw(ReportPath path, int index, double floor)
    {
        var (paint, dashed) = PathChart.StyleOf(index);
        var points = path.Steps.Select(step =>
            new ChartPoint(step.Update, double.IsFinite(step.Loss) ? Math.Max(step.Loss, floor) : double.NaN));
        return new Line([.. points], paint)
        {
            Dashed = dashed, Width = 1.9,
        };
    }

    private static double Last(ReportPath path) => path.Steps.Select(step => step.Loss).Last(double.IsFinite);

    private static string Finding(IReadOnlyList<ReportPath> paths, double start)
    {
        var tenth = paths
            .Select(path => (path.Label,
                Update: path.Steps.Where(step => step.Loss <= start / 10).Select(step => (int?)step.Update).FirstOrDefault()))
            .Where(item => item.Update is not null).OrderBy(item => item.Update).ToList();
        if (tenth.Count == 0)
            return "None gets down to a tenth of the first height";
        var others = paths.Count - tenth.Count;
        return $"{tenth[0].Label} is first at a tenth of the first height, after {Figures.Count(tenth[0].Update!.Value, "update")}"
            + (others > 0 ? $"; {others} of {paths.Count} never get there" : "");
    }
}
