using System.Text;
using HpoRunner.Reports.Page;

namespace HpoRunner.Reports.Charts;

/// <summary>Everything around the marks of a chart: titles, legend, grid, ticks, labels of axes, lanes and lines.</summary>
internal sealed class SvgAxes(HtmlWriter svg, Chart chart, ChartLayout layout, SvgStyle style)
{
    private readonly double _em = layout.Size.FontSize;

    public void Titles()
    {
        if (!layout.Size.Titled)
            return;
        var baseline = layout.PageLeft * 0.9;
        foreach (var line in layout.TitleLines)
        {
            baseline += 1.25 * ChartLayout.TitleSize * _em;
            Write(line, layout.PageLeft, baseline - (0.35 * _em), Paint.Ink, size: ChartLayout.TitleSize, bold: true);
        }
        foreach (var line in layout.SubtitleLines)
        {
            baseline += 1.35 * _em;
            Write(line, layout.PageLeft, baseline, Paint.Soft);
        }
        Write(layout.Cut(chart.Footer, (layout.Size.Width - (2 * layout.PageLeft)) / 0.83), layout.PageLeft,
            layout.Size.Height - (0.75 * layout.PageLeft), Paint.Soft, size: 0.83);
    }

    public void Legend()
    {
        for (var row = 0; row < layout.LegendRows.Count; row++)
        {
            var middle = layout.LegendTop + ((row + 0.5) * 1.6 * _em);
            foreach (var (pixel, entry) in layout.LegendRows[row])
            {
                Swatch(entry, pixel, middle);
                Write(entry.Text, pixel + (1.7 * _em), middle, Paint.Soft, middle: true);
            }
        }
    }

    public void Grid()
    {
        var path = new StringBuilder();
        if (chart.Y.Grid)
        {
            foreach (var tick in layout.YTicks.Where(tick => tick.Label.Length > 0))
                path.Append(SvgPaths.Across(layout.Left, tick.Pixel, layout.Right));
        }
        if (chart.X.Grid)
        {
            foreach (var tick in layout.XTicks.Where(tick => tick.Label.Length > 0))
                path.Append(SvgPaths.Down(tick.Pixel, layout.Top, layout.AxisBottom));
        }
        Stroke(path.ToString(), Paint.Grid);
    }

    public void Ticks()
    {
        var marks = new StringBuilder();
        foreach (var tick in layout.XTicks)
        {
            if (chart.X.TickMarks)
                marks.Append(SvgPaths.Down(tick.Pixel, layout.AxisBottom, layout.AxisBottom + Length(tick)));
            Write(tick.Label, tick.Pixel, layout.AxisBottom + (0.95 * _em), Paint.Soft, TextAnchor.Middle, middle: true);
        }
        var leftLanes = chart.Lanes.Where(lane => lane.Edge == ChartEdge.Left).ToList();
        var textRight = layout.Left - (leftLanes.Count > 0 ? layout.Left - layout.LanePixel(leftLanes[^1]) + (1.2 * _em) : 0);
        foreach (var tick in layout.YTicks)
        {
            if (chart.Y.TickMarks)
                marks.Append(SvgPaths.Across(layout.Left, tick.Pixel, layout.Left - Length(tick)));
            Write(tick.Label, textRight - ((chart.Y.TickMarks ? 0.7 : 0.55) * _em), tick.Pixel, Paint.Soft, TextAnchor.End, middle: true);
        }
        Stroke(marks.ToString(), Paint.Soft);
        foreach (var lane in chart.Lanes.DistinctBy(lane => (lane.Edge, lane.Label)))
        {
            if (lane.Edge is ChartEdge.Left or ChartEdge.Right)
                Write(lane.Label, layout.LanePixel(lane), layout.AxisBottom + (0.95 * _em), Paint.Soft, TextAnchor.Middle, middle: true);
            else
                Write(lane.Label, layout.Left - (0.55 * _em), layout.LanePixel(lane), Paint.Soft, TextAnchor.End, middle: true);
        }
        var room = layout.Right - layout.PageLeft - (2 * _em);
        if (chart.X.Label.Length > 0)
            Write(layout.Cut(chart.X.Label, room) + " →", layout.Right, layout.AxisBottom + (2.35 * _em), Paint.Ink, TextAnchor.End,
                middle: true);
        if (chart.Y.Label.Length > 0)
            Write((chart.Y.Scale is BandScale ? "↓ " : "↑ ") + layout.Cut(chart.Y.Label, room), layout.PageLeft,
                layout.LabelRow - (0.1 * _em), Paint.Ink);
    }

    /// <summary>Names at the right; where a name had to move, a thin line leads to its value.</summary>
    public void EndLabels()
    {
        var pixels = layout.EndLabelPixels();
        for (var i = 0; i < pixels.Count; i++)
        {
            var label = chart.EndLabels[i];
            var at = Math.Clamp(layout.Y(label.Value), layout.Top, layout.Bottom);
            var own = label.Line is not Paint.None && label.Line != label.Paint;
            if (own || Math.Abs(at - pixels[i]) > 0.25 * _em)
                Stroke(
                    SvgPaths.Line([(layout.EndLeft + (0.25 * _em), at), (layout.EndLeft + (0.85 * _em), pixels[i])], false),
                    own ? label.Line : label.Paint, own ? 2 : 0.8);
            var lines = layout.EndLines[i];
            for (var line = 0; line < lines.Count; line++)
                Write(lines[line], layout.EndLeft + (1.1 * _em), pixels[i] + ((line - ((lines.Count - 1) / 2.0)) * 1.15 * _em), label.Paint,
                    middle: true, bold: label.Bold);
        }
    }

    private void Swatch(LegendEntry entry, double left, double middle)
    {
        var centre = left + (0.7 * _em);
        var half = 0.55 * _em;
        var (path, stroke, width) = entry.Shape switch
        {
            LegendShape.Dot or LegendShape.Ring => (SvgPaths.Dots([new Pixel(centre, middle)]), true, 0.55 * _em),
            LegendShape.Mark => (SvgPaths.Shapes([new Pixel(centre, middle)], entry.Mark, 0.32 * _em), entry.Mark is DotShape.Cross or DotShape.Plus,
                0.12 * _em),
            LegendShape.Box => (SvgPaths.Rectangle(centre - (0.45 * _em), middle - (0.4 * _em), 0.9 * _em, 0.8 * _em), false, 0),
            _ => (SvgPaths.Line([(centre - half, middle), (centre + half, middle)], false), true, 0.14 * _em),
        };
        svg.Start("path").Attribute("d", path);
        style.Colour(svg, fill: stroke ? Paint.None : entry.Paint, stroke: stroke ? entry.Paint : Paint.None);
        if (stroke)
            svg.Attribute("stroke-width", width);
        if (entry.Shape == LegendShape.Dashed)
            svg.Attribute("stroke-dasharray", $"{HtmlWriter.Pixels(0.3 * _em)} {HtmlWriter.Pixels(0.28 * _em)}")
                .Attribute("stroke-linecap", "butt");
        if (entry.Opacity < 1)
            svg.Attribute("opacity", entry.Opacity);
        svg.EndEmpty().NewLine();
        if (entry.Shape != LegendShape.Ring)
            return;
        svg.Start("path").Attribute("d", path);
        style.Colour(svg, stroke: Paint.Surface);
        svg.Attribute("stroke-width", 0.27 * _em).EndEmpty().NewLine();
    }

    private double Length(PlacedTick tick) => (tick.Label.Length > 0 ? 0.42 : 0.22) * _em;

    private void Stroke(string path, Paint paint, double width = 1)
    {
        if (path.Length == 0)
            return;
        svg.Start("path").Attribute("d", path);
        style.Colour(svg, stroke: paint);
        svg.Attribute("stroke-width", width * _em / 13).Attribute("stroke-linecap", "butt").EndEmpty().NewLine();
    }

    private void Write(string text, double x, double y, Paint paint, TextAnchor anchor = TextAnchor.Start, bool middle = false,
        double size = 1,
        bool bold = false)
    {
        if (text.Length == 0)
            return;
        svg.Start("text").Attribute("x", Math.Round(x, 1)).Attribute("y", Math.Round(y, 1));
        style.Colour(svg, text: paint);
        if (anchor != TextAnchor.Start)
            svg.Attribute("text-anchor", anchor == TextAnchor.Middle ? "middle" : "end");
        svg.Attribute("dy", middle ? ".34em" : null).Attribute("font-size", size != 1 ? HtmlWriter.Pixels(size * _em) : null)
            .Attribute("font-weight", bold ? "bold" : null);
        svg.Text(text).End("text").NewLine();
    }
}
