using System.Text;
using HpoRunner.Reports.Page;

namespace HpoRunner.Reports.Charts;

/// <summary>
/// Draws marks. Dots of one colour are one path in a page; lines that may cross are a path each, as merged ones take rasterizers minutes.
/// </summary>
internal sealed class SvgMarks(HtmlWriter svg, ChartLayout layout, SvgStyle style)
{
    private const int ManyDots = 100;

    private readonly double _unit = layout.Size.FontSize / 13;

    public void Draw(Mark mark)
    {
        switch (mark)
        {
            case Dots dots: Draw(dots); break;
            case Line line: Draw(line); break;
            case Lines lines: Draw(lines); break;
            case Band band: Draw(band); break;
            case Segments segments: Draw(segments); break;
            case Boxes boxes: Draw(boxes); break;
            case Rule rule: Draw(rule); break;
            case Label label: Draw(label); break;
            default: throw new ArgumentOutOfRangeException(nameof(mark), mark, "Unknown mark");
        }
    }

    public void DrawLane(Lane lane)
    {
        var across = lane.Edge is ChartEdge.Bottom or ChartEdge.Top;
        var fixedPixel = layout.LanePixel(lane);
        var kept = Enumerable.Range(0, lane.Positions.Count)
            .Select(i => (Pixel: across ? (X: layout.X(lane.Positions[i]), Y: fixedPixel) : (X: fixedPixel, Y: layout.Y(lane.Positions[i])),
                Index: i))
            .Where(item => double.IsFinite(item.Pixel.X) && double.IsFinite(item.Pixel.Y)).ToList();
        DrawShape(kept.Select(item => item.Pixel).ToList(), lane.Shape, lane.Radius, lane.Paint, 1, lane.Numbers,
            kept.Select(item => item.Index));
    }

    private void Draw(Dots dots)
    {
        var kept = Enumerable.Range(0, dots.Points.Count)
            .Select(i => (Pixel: (X: layout.X(dots.Points[i].X), Y: layout.Y(dots.Points[i].Y)), Index: i))
            .Where(item => Inside(item.Pixel)).ToList();
        DrawShape(kept.Select(item => item.Pixel).ToList(), dots.Shape, dots.Radius, dots.Paint, dots.Opacity, dots.Numbers,
            kept.Select(item => item.Index));
    }

    private void DrawShape(IReadOnlyList<(double X, double Y)> pixels, DotShape shape, double radius, Paint paint, double opacity,
        IReadOnlyList<int> numbers, IEnumerable<int> kept)
    {
        if (pixels.Count == 0)
            return;
        if (shape == DotShape.Circle && pixels.Count > ManyDots && style.Theme is not null)
        {
            DrawCloud(pixels, 2 * radius * _unit, paint, opacity);
            return;
        }
        var round = shape is DotShape.Circle or DotShape.Ring;
        var stroked = round || shape is DotShape.Cross or DotShape.Plus;
        var path = round ? SvgPaths.Dots(pixels) : SvgPaths.Shapes(pixels, shape, radius * _unit);
        svg.Start("path").Attribute("d", path);
        style.Colour(svg, fill: stroked ? Paint.None : paint, stroke: stroked ? paint : Paint.None);
        if (stroked)
            svg.Attribute("stroke-width", round ? 2 * radius * _unit : 1.5 * _unit);
        Opacity(opacity);
        Trials(numbers, kept);
        svg.EndEmpty().NewLine();
        if (shape != DotShape.Ring)
            return;
        svg.Start("path").Attribute("d", path);
        style.Colour(svg, stroke: Paint.Surface);
        svg.Attribute("stroke-width", 2 * (radius - 1.5) * _unit).EndEmpty().NewLine();
    }

    /// <summary>
    /// Many dots of a saved picture, in a path for each strip from top to bottom: rasterizers follow all edges of a path that stand side by
    /// side, and take half as long again for ten thousand dots in one.
    /// </summary>
    private void DrawCloud(IReadOnlyList<(double X, double Y)> pixels, double width, Paint paint, double opacity)
    {
        svg.Start("g");
        style.Colour(svg, stroke: paint);
        svg.Attribute("stroke-width", width);
        Opacity(opacity);
        svg.NewLine();
        foreach (var path in SvgPaths.Strips(pixels, 1 + (pixels.Count / ManyDots), layout.Top, layout.Bottom))
            svg.Start("path").Attribute("d", path).EndEmpty().NewLine();
        svg.End("g").NewLine();
    }

    private void Draw(Line line) => Clipped(() =>
    {
        svg.Start("path").Attribute("d", Path(line.Points, line.Step));
        Trials(line.Number is { } number ? [number] : [], [0], "data-l");
        style.Colour(svg, stroke: line.Paint);
        svg.Attribute("stroke-width", line.Width * _unit);
        if (line.Dashed)
            Dash();
        Opacity(line.Opacity);
        svg.EndEmpty().NewLine();
    });

    /// <summary>What they have in common stands once, around them.</summary>
    private void Draw(Lines lines) => Clipped(() =>
    {
        svg.Start("g");
        style.Colour(svg, stroke: lines.Paint);
        svg.Attribute("stroke-width", lines.Width * _unit);
        if (lines.Opacity < 1)
            svg.Attribute("stroke-opacity", lines.Opacity);
        Trials(lines.Numbers, Enumerable.Range(0, lines.Numbers.Count), "data-l");
        svg.NewLine();
        foreach (var path in lines.Paths)
            svg.Start("path").Attribute("d", Path(path, step: false)).EndEmpty().NewLine();
        svg.End("g").NewLine();
    });

    private string Path(IReadOnlyList<ChartPoint> points, bool step) =>
        SvgPaths.Line(points.Select(point => (layout.X(point.X), layout.Y(point.Y))).ToList(), step);

    private void Draw(Band band) => Clipped(() =>
    {
        svg.Start("path").Attribute("d",
            SvgPaths.Area(band.Points.Select(point => (layout.X(point.X), layout.Y(point.Low), layout.Y(point.High))).ToList()));
        style.Colour(svg, fill: band.Paint);
        Opacity(band.Opacity);
        svg.EndEmpty().NewLine();
    });

    private void Draw(Segments segments)
    {
        var path = new StringBuilder();
        foreach (var (from, to) in segments.Pairs)
        {
            var (x1, y1, x2, y2) = (Across(from.X), Up(from.Y), Across(to.X), Up(to.Y));
            if (double.IsFinite(x1 + y1 + x2 + y2))
                path.Append(SvgPaths.Line([(x1, y1), (x2, y2)], false));
        }
        if (path.Length == 0)
            return;
        svg.Start("path").Attribute("d", path.ToString());
        style.Colour(svg, stroke: segments.Paint);
        svg.Attribute("stroke-width", segments.Width * _unit).Attribute("stroke-linecap", "butt").EndEmpty().NewLine();
    }

    private void Draw(Boxes boxes)
    {
        var path = new StringBuilder();
        var kept = new List<int>();
        for (var i = 0; i < boxes.Corners.Count; i++)
        {
            var (from, to) = boxes.Corners[i];
            var (left, right) = Ordered(Across(from.X), Across(to.X));
            var (top, bottom) = Ordered(Up(from.Y), Up(to.Y));
            if (!double.IsFinite(left + right + top + bottom))
                continue;
            path.Append(SvgPaths.Rectangle(left, top, Math.Max(0.4, right - left - (boxes.Gap * _unit)), Math.Max(0.4, bottom - top)));
            kept.Add(i);
        }
        if (path.Length == 0)
            return;
        svg.Start("path").Attribute("d", path.ToString());
        style.Colour(svg, fill: boxes.Paint);
        Opacity(boxes.Opacity);
        Trials(boxes.Numbers, kept);
        svg.EndEmpty().NewLine();
    }

    private void Draw(Rule rule)
    {
        var pixel = rule.Vertical ? layout.X(rule.Value) : layout.Y(rule.Value);
        var (first, last) = rule.Vertical ? (layout.Left, layout.Right) : (layout.Top, layout.Bottom);
        if (!double.IsFinite(pixel) || pixel < first || pixel > last)
            return;
        svg.Start("path").Attribute("d", rule.Vertical
            ? SvgPaths.Down(pixel, layout.Top, layout.Bottom)
            : SvgPaths.Across(layout.Left, pixel, layout.Right));
        style.Colour(svg, stroke: rule.Paint);
        svg.Attribute("stroke-width", 1.2 * _unit);
        if (rule.Dashed)
            Dash();
        svg.EndEmpty().NewLine();
        if (rule.Label.Length == 0)
            return;
        var half = layout.Width(rule.Label) / 2;
        // A label as wide as the page stays at its left edge.
        var x = Math.Max(layout.PageLeft + half, Math.Min(pixel, layout.Size.Width - layout.PageLeft - half));
        Write(rule.Label, x, layout.Top - (0.75 * layout.Size.FontSize), rule.Paint, TextAnchor.Middle, false, 1, false);
    }

    private void Draw(Label label)
    {
        var (x, y) = (layout.X(label.At.X) + (label.MoveX * _unit), layout.Y(label.At.Y) + (label.MoveY * _unit));
        var text = layout.Width(label.Text) * label.Size <= label.Room * (layout.Right - layout.Left) ? label.Text : label.Short;
        if (text.Length > 0 && double.IsFinite(x) && double.IsFinite(y))
            Write(text, x, y, label.Paint, label.Anchor, label.Halo, label.Size, label.Bold);
    }

    private void Write(string text, double x, double y, Paint paint, TextAnchor anchor, bool halo, double size, bool bold)
    {
        svg.Start("text").Attribute("x", Math.Round(x, 1)).Attribute("y", Math.Round(y, 1)).Attribute("dy", ".34em");
        style.Colour(svg, text: paint, stroke: halo ? Paint.Surface : Paint.None);
        if (halo)
            svg.Attribute("stroke-width", 3 * _unit).Attribute("paint-order", "stroke");
        if (anchor != TextAnchor.Start)
            svg.Attribute("text-anchor", anchor == TextAnchor.Middle ? "middle" : "end");
        svg.Attribute("font-size", size != 1 ? HtmlWriter.Pixels(size * layout.Size.FontSize) : null)
            .Attribute("font-weight", bold ? "bold" : null);
        svg.Text(text).End("text").NewLine();
    }

    /// <summary>What leaves the plot is cut off: a nested viewport does that in every renderer, without an id.</summary>
    private void Clipped(Action draw)
    {
        // Room for the line's own width at the plot's borders.
        var rim = 1.5 * _unit;
        var (x, y) = (layout.Left - rim, layout.Top - rim);
        var (width, height) = (layout.Right - layout.Left + (2 * rim), layout.Bottom - layout.Top + (2 * rim));
        svg.Start("svg").Attribute("x", x).Attribute("y", y).Attribute("width", width).Attribute("height", height)
            .Attribute("viewBox", $"{HtmlWriter.Pixels(x)} {HtmlWriter.Pixels(y)} {HtmlWriter.Pixels(width)} {HtmlWriter.Pixels(height)}");
        draw();
        svg.End("svg").NewLine();
    }

    private void Dash() => svg.Attribute("stroke-dasharray", $"{HtmlWriter.Pixels(4 * _unit)} {HtmlWriter.Pixels(3.5 * _unit)}")
        .Attribute("stroke-linecap", "butt");

    private void Opacity(double opacity)
    {
        if (opacity < 1)
            svg.Attribute("opacity", opacity);
    }

    private bool Inside((double X, double Y) pixel) =>
        pixel.X >= layout.Left - 0.5 && pixel.X <= layout.Right + 0.5 && pixel.Y >= layout.Top - 0.5 && pixel.Y <= layout.Bottom + 0.5;

    private double Across(double value) => Math.Clamp(layout.X(value), layout.Left, layout.Right);

    private double Up(double value) => Math.Clamp(layout.Y(value), layout.Top, layout.Bottom);

    private static (double Low, double High) Ordered(double a, double b) => a <= b ? (a, b) : (b, a);

    /// <summary>
    /// For the page's script: the trials of what the element draws, in its order, runs as "3-17". With data-n every part of the path is
    /// one, with data-l every path. Saved pictures do without.
    /// </summary>
    private void Trials(IReadOnlyList<int> numbers, IEnumerable<int> kept, string name = "data-n")
    {
        if (numbers.Count == 0 || style.Theme is not null)
            return;
        var runs = new List<(int From, int To)>();
        foreach (var number in kept.Select(i => numbers[i]))
        {
            if (runs.Count > 0 && runs[^1].To + 1 == number)
                runs[^1] = (runs[^1].From, number);
            else
                runs.Add((number, number));
        }
        svg.Attribute(name, string.Join(',', runs.Select(run => run.From == run.To ? $"{run.From}" : $"{run.From}-{run.To}")));
    }
}
