using System.Text;
using HpoRunner.Reports.Page;

namespace HpoRunner.Reports.Charts;

/// <summary>
/// Draws marks; dots are drawn by <see cref="SvgDots"/>. Lines that may cross are a path each, as merged ones take rasterizers minutes.
/// </summary>
internal sealed class SvgMarks(HtmlWriter svg, ChartLayout layout, SvgStyle style, SvgDots dots)
{
    private readonly double _unit = layout.Size.FontSize / 13;

    public void Draw(Mark mark)
    {
        switch (mark)
        {
            case Dots cloud: dots.Draw(cloud); break;
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

    private void Draw(Line line) => Clipped(() =>
    {
        svg.Start("path").Attribute("d", Path(line.Points, line.Step));
        style.Trials(svg, line.Number is { } number ? [number] : [], [0], "data-l");
        style.Colour(svg, stroke: line.Paint);
        svg.Attribute("stroke-width", line.Width * _unit);
        if (line.Dashed)
            Dash();
        SvgStyle.Opacity(svg, line.Opacity);
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
        style.Trials(svg, lines.Numbers, Enumerable.Range(0, lines.Numbers.Count), "data-l");
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
        SvgStyle.Opacity(svg, band.Opacity);
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
        svg.Attribute("stroke-width", segments.Width * (1 + layout.Weight) / 2 * _unit).Attribute("stroke-linecap", "butt").EndEmpty()
            .NewLine();
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
        SvgStyle.Opacity(svg, boxes.Opacity);
        style.Trials(svg, boxes.Numbers, kept);
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
        var fits = layout.Width(label.Text) * label.Size <= label.Room * (layout.Right - layout.Left);
        var text = fits ? label.Text : label.Short;
        var down = label.MoveY + (fits ? 0 : label.ShortMoveY);
        var (x, y) = (layout.X(label.At.X) + (label.MoveX * _unit), layout.Y(label.At.Y) + (down * _unit));
        if (text.Length > 0 && double.IsFinite(x) && double.IsFinite(y))
            Write(text, x, y, label.Paint, label.Anchor, label.Halo, label.Size, label.Bold, text == label.Text ? "" : label.Text);
    }

    private void Write(string text, double x, double y, Paint paint, TextAnchor anchor, bool halo, double size, bool bold,
        string whole = "")
    {
        svg.Start("text").Attribute("x", Math.Round(x, 1)).Attribute("y", Math.Round(y, 1)).Attribute("dy", ".34em");
        style.Colour(svg, text: paint, stroke: halo ? Paint.Surface : Paint.None);
        if (halo)
            svg.Attribute("stroke-width", 3 * _unit).Attribute("paint-order", "stroke");
        if (anchor != TextAnchor.Start)
            svg.Attribute("text-anchor", anchor == TextAnchor.Middle ? "middle" : "end");
        svg.Attribute("font-size", size != 1 ? HtmlWriter.Pixels(size * layout.Size.FontSize) : null)
            .Attribute("font-weight", bold ? "bold" : null);
        // What a browser shows beside the pointer.
        if (whole.Length > 0)
            svg.Element("title", whole);
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

    private double Across(double value) => Math.Clamp(layout.X(value), layout.Left, layout.Right);

    private double Up(double value) => Math.Clamp(layout.Y(value), layout.Top, layout.Bottom);

    private static (double Low, double High) Ordered(double a, double b) => a <= b ? (a, b) : (b, a);
}
