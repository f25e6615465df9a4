using System.Text;
using HpoRunner.Reports.Page;

namespace HpoRunner.Reports.Charts;

/// <summary>
/// Draws a chart as SVG: title, subtitle and footer (in titled sizes), legend, grid, axes, then the marks in their order. No clip
/// paths with ids, no custom properties, no dominant-baseline: what browsers, librsvg and office programs all draw the same.
/// </summary>
internal static class SvgRenderer
{
    public static string Render(Chart chart, ChartSize size, SvgStyle style, string? classes = null)
    {
        var text = new StringWriter(new StringBuilder(16384)) { NewLine = "\n" };
        var svg = new HtmlWriter(text);
        var layout = new ChartLayout(chart, size);
        svg.Start("svg").Attribute("xmlns", style.Theme is null ? null : "http://www.w3.org/2000/svg").Class(classes)
            .Attribute("viewBox", $"0 0 {HtmlWriter.Pixels(size.Width)} {HtmlWriter.Pixels(size.Height)}")
            .Attribute("width", size.Width).Attribute("height", size.Height)
            .Attribute("role", "img").Attribute("aria-label", $"{chart.Title}. {chart.Description}")
            .Attribute("fill", "none").Attribute("stroke-linejoin", "round").Attribute("stroke-linecap", "round")
            .Attribute("font-size", size.FontSize)
            .Attribute("data-axes", Brushes(chart, style, names => $"[{string.Join(',', names.Select(HtmlWriter.JsonText))}]"))
            .Attribute("data-levels", Brushes(chart, style, names =>
                string.Join(' ', names.Select((_, row) => SvgPaths.Number(layout.Y(row))))))
            .Attribute("font-family", style.Theme is null ? null : "Helvetica, Arial, 'Liberation Sans', sans-serif").NewLine();
        if (style.Theme is not null)
        {
            svg.Element("title", chart.Title).Element("desc", chart.Description).NewLine();
            svg.Start("rect").Attribute("width", size.Width).Attribute("height", size.Height);
            style.Colour(svg, fill: Paint.Surface);
            svg.EndEmpty().NewLine();
        }
        var axes = new SvgAxes(svg, chart, layout, style);
        var dots = new SvgDots(svg, layout, style);
        var marks = new SvgMarks(svg, layout, style, dots);
        axes.Titles();
        axes.Legend();
        axes.Grid();
        foreach (var mark in chart.Marks)
            marks.Draw(mark);
        foreach (var lane in chart.Lanes)
            dots.Draw(lane);
        axes.Ticks();
        axes.EndLabels();
        svg.End("svg");
        return text.ToString();
    }

    /// <summary>What the page's script needs for brushing; saved pictures do without.</summary>
    private static string? Brushes(Chart chart, SvgStyle style, Func<IReadOnlyList<string>, string> text) =>
        chart.Brushes.Count > 0 && style.Theme is null ? text(chart.Brushes) : null;

    /// <summary>The saved file: 1600 × 900, white, with its own title and footer.</summary>
    public static string RenderFile(Chart chart) => Render(chart, ChartSize.Saved, SvgStyle.Saved) + "\n";
}
