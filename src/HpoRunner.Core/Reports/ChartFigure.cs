using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports;

/// <summary>
/// A chart in the page: the finding as its heading, the subtitle, the picture drawn for a desk and again for a phone (the style sheet
/// shows one of them), and below it what the caller adds.
/// </summary>
internal static class ChartFigure
{
    public static void Write(HtmlWriter html, Chart chart, Action? below = null)
    {
        html.Start("figure").NewLine();
        html.Start("figcaption").Element("h3", chart.Title)
            .Element("p", chart.Subtitle, chart.Format == ChartFormat.Small ? "sub hide" : "sub").End("figcaption").NewLine();
        var desk = ChartSize.Desk(chart);
        var phone = ChartSize.Phone(chart);
        html.Trusted(SvgRenderer.Render(chart, desk, SvgStyle.Inline, desk == phone ? "chart" : "chart desk")).NewLine();
        if (desk != phone)
            html.Trusted(SvgRenderer.Render(chart, phone, SvgStyle.Inline, "chart phone")).NewLine();
        below?.Invoke();
        html.End("figure").NewLine();
    }

    /// <summary>A table that opens on a click: the numbers that a chart draws.</summary>
    public static void Numbers(HtmlWriter html, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        html.Start("details").Element("summary", "The numbers behind it").Start("div").Class("box").Attribute("tabindex", "0");
        Table(html, heads, rows);
        html.End("div").End("details").NewLine();
    }

    /// <summary>A plain table whose first column names the row.</summary>
    public static void Table(HtmlWriter html, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        html.Start("table").Start("thead").Start("tr");
        for (var i = 0; i < heads.Count; i++)
            html.Start("th").Class(i == 0 ? "l" : null).Attribute("scope", "col").Text(heads[i]).End("th");
        html.End("tr").End("thead").Start("tbody");
        foreach (var row in rows)
        {
            html.NewLine().Start("tr");
            for (var i = 0; i < row.Count; i++)
                html.Start(i == 0 ? "th" : "td").Class(i == 0 ? "l" : null).Attribute("scope", i == 0 ? "row" : null)
                    .Text(row[i]).End(i == 0 ? "th" : "td");
            html.End("tr");
        }
        html.End("tbody").End("table");
    }
}
