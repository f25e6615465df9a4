using HpoRunner.Reports.Charts;
using HpoRunner.Training.Surfaces;

namespace HpoRunner.Reports.RunCharts;

/// <summary>Descents over the contours of their surface, a dot per measured update.</summary>
internal static class PathChart
{
    private const int Levels = 12;
    private const double LevelSpan = 1e-4;

    /// <summary>Below it a height is float32's rounding.</summary>
    private const double Bottom = 1e-10;

    private static readonly Paint[] Paints = [Paint.Series1, Paint.Series2, Paint.Series3, Paint.Series4];
    private static readonly (int, int) Cells = (160, 100);

    public static Chart? Create(Standings standings)
    {
        if (standings.Model.Surface is not { Paths.Count: > 0 } drawn)
            return null;
        var surface = drawn.Surface;
        var (low, high) = WindowOf(surface, drawn.Paths);
        var marks = new List<Mark>(Contours(surface, low, high));
        for (var i = drawn.Paths.Count - 1; i >= 0; i--)
            marks.AddRange(Draw(drawn.Paths[i], i));
        marks.AddRange(Places(surface, drawn.Paths, low, high));
        var what = drawn.Varied is { } varied ? $"The best trial of each {varied}" : "The best trials";
        var lost = drawn.Paths.Count(path => path.Steps.Any(step => !IsInside(Point(step), low, high)));
        return new Chart
        {
            Title = Finding(drawn.Paths),
            Subtitle = $"{what} on the surface {drawn.Name}; contours at equal ratios of height; {StepsText(drawn.Paths)}"
                + (lost > 0 ? $"; {Figures.Count(lost, "path leaves", "paths leave")} the picture" : ""),
            Description = string.Join(" ", drawn.Paths.Select(Describe)),
            Footer = standings.Footer,
            X = new Axis(new LinearScale(low.X, high.X), "x"),
            Y = new Axis(new LinearScale(low.Y, high.Y), "y"),
            Marks = marks,
            Table = new ChartTable(["path", "trial", "updates", "x", "y", "height", "distance"], [.. drawn.Paths.Select(Row)]),
        };
    }

    /// <summary>Colours once, then again dashed.</summary>
    public static (Paint Paint, bool Dashed) StyleOf(int path) => (Paints[path % Paints.Length], path >= Paints.Length);

    /// <summary>"nadam, diverged after 12 updates": what became of a path.</summary>
    public static string Describe(ReportPath path) => path.Diverged
        ? $"{path.Label} (trial {path.Trial}) diverged after {Figures.Count(path.Steps[^1].Update, "update")}."
        : $"{path.Label} (trial {path.Trial}) ends at ({Figures.Short(path.Steps[^1].At.X, 3)}, {Figures.Short(path.Steps[^1].At.Y, 3)}), "
            + $"{Figures.Short(path.Steps[^1].Loss, 3)} above the lowest point.";

    private static string Finding(IReadOnlyList<ReportPath> paths)
    {
        var diverged = paths.Count(path => path.Diverged);
        var lost = diverged > 0 ? $"; {Figures.Whole(diverged)} of {paths.Count} diverged" : "";
        var bottom = paths.Where(path => path.Steps[^1].Loss < Bottom).Select(path => path.Label).ToList();
        if (bottom.Count > 0)
            return bottom.Count == paths.Count
                ? "Every descent reaches the lowest point"
                : (bottom.Count <= 3 ? string.Join(", ", bottom) : $"{bottom.Count} of {paths.Count}")
                    + $" {(bottom.Count == 1 ? "reaches" : "reach")} the lowest point{lost}";
        return paths.Where(path => !path.Diverged).MinBy(path => path.Steps[^1].Loss) is not { } lowest ? "Every descent diverged"
            : paths.Count == 1 ? $"{lowest.Label} ends {Figures.Short(lowest.Steps[^1].Loss, 2)} above the lowest point"
            : $"{lowest.Label} ends lowest, {Figures.Short(lowest.Steps[^1].Loss, 2)} above the lowest point{lost}";
    }

    private static IReadOnlyList<string> Row(ReportPath path)
    {
        var end = path.Steps[^1];
        return
        [
            path.Label, $"#{path.Trial}", Figures.Whole(end.Update), Figures.Short(end.At.X, 4), Figures.Short(end.At.Y, 4),
            path.Diverged ? "diverged" : Figures.Short(end.Loss, 3), path.Diverged ? Figures.Missing : Figures.Short(end.Distance, 3),
        ];
    }

    private static string StepsText(IReadOnlyList<ReportPath> paths) =>
        paths.Any(path => path.Steps[^1].Update >= path.Steps.Count) ? "a dot is an update, late ones thinned" : "a dot is an update";

    /// <summary>The surface's own, widened to hold the starts.</summary>
    private static (ChartPoint Low, ChartPoint High) WindowOf(Surface surface, IReadOnlyList<ReportPath> paths)
    {
        var (low, high) = surface.Window;
        foreach (var start in paths.Select(path => path.Steps[0].At))
        {
            var (marginX, marginY) = (0.05 * (high.X - low.X), 0.05 * (high.Y - low.Y));
            low = new(Math.Min(low.X, start.X - marginX), Math.Min(low.Y, start.Y - marginY));
            high = new(Math.Max(high.X, start.X + marginX), Math.Max(high.Y, start.Y + marginY));
        }
        return (new(low.X, low.Y), new(high.X, high.Y));
    }

    /// <summary>Equal ratios of height from the lattice's highest point down to a ten thousandth of it; the lower, the stronger.</summary>
    private static IEnumerable<Mark> Contours(Surface surface, ChartPoint low, ChartPoint high)
    {
        var lines = new ContourLines((x, y) => surface.Value(new SurfacePoint(x, y)), low, high, Cells);
        var top = lines.Values[^1];
        for (var level = 1; level <= Levels; level++)
        {
            var share = (double)level / (Levels + 1);
            if (lines.At(top * Math.Pow(LevelSpan, share)) is { Count: > 0 } found)
                yield return new Lines(found, Paint.Faint) { Width = 0.8, Opacity = 0.3 + (0.45 * share) };
        }
    }

    private static IEnumerable<Mark> Draw(ReportPath path, int index)
    {
        var (paint, dashed) = StyleOf(index);
        List<ChartPoint> points = [.. path.Steps.Select(Point)];
        yield return new Line(points, paint) { Dashed = dashed, Width = 1.6 };
        yield return new Dots(points, paint) { Radius = 1.7 };
        yield return new Dots([points[^1]], paint) { Radius = 4.5, Shape = path.Diverged ? DotShape.Cross : DotShape.Circle };
    }

    /// <summary>Start, minima and traps with their names, then the paths' names where there is room.</summary>
    private static List<Mark> Places(Surface surface, IReadOnlyList<ReportPath> paths, ChartPoint low, ChartPoint high)
    {
        var labels = new PathLabels(low, high);
        List<IReadOnlyList<ChartPoint>> traces = [.. paths.Select(path => labels.Trace([.. path.Steps.Select(Point)]))];
        List<ChartPoint> all = [.. traces.SelectMany(trace => trace)];
        var marks = new List<Mark>();
        foreach (var start in paths.Select(path => path.Steps[0].At).Distinct())
            Named([start], "start", DotShape.Square);
        Named(surface.Minima, "lowest", DotShape.Plus);
        foreach (var (at, what) in surface.Traps)
            Named([at], what, DotShape.Diamond);
        for (var i = 0; i < paths.Count; i++)
            marks.Add(labels.Place(traces[i], all, paths[i].Label + (paths[i].Diverged ? " (diverged)" : ""), StyleOf(i).Paint));
        return marks;

        void Named(IReadOnlyList<SurfacePoint> at, string text, DotShape shape)
        {
            List<ChartPoint> points = [.. at.Select(point => new ChartPoint(point.X, point.Y))];
            marks.Add(new Dots(points, Paint.Ink) { Shape = shape, Radius = shape == DotShape.Plus ? 7 : 4 });
            foreach (var point in points)
            {
                var up = labels.Reserve(point, text, all);
                marks.Add(new Label(point, text, Paint.Ink) { MoveY = -14 * up });
            }
        }
    }

    private static ChartPoint Point(SurfaceStep step) => new(step.At.X, step.At.Y);

    private static bool IsInside(ChartPoint at, ChartPoint low, ChartPoint high) =>
        at.X >= low.X && at.X <= high.X && at.Y >= low.Y && at.Y <= high.Y;
}
