using HpoRunner.Reports.Charts;
using HpoRunner.Reports.Page;

namespace HpoRunner.Reports.RunCharts;

/// <summary>
/// A chart in the page: the finding as its heading, the subtitle, the picture drawn for a desk and again for a phone (the style sheet
/// shows one of them), what is to be said of single marks, and the numbers behind it in a table that opens on a click.
/// </summary>
internal static class ChartFigure
{
    public static void Write(HtmlWriter html, Chart chart)
    {
        html.Start("figure").NewLine();
        html.Start("figcaption").Element("h3", chart.Title)
            .Element("p", chart.Subtitle, chart.Format is ChartFormat.Small or ChartFormat.SmallSquare ? "sub hide" : "sub")
                .End("figcaption").NewLine();
        var desk = ChartSize.Desk(chart);
        var phone = ChartSize.Phone(chart);
        html.Trusted(SvgRenderer.Render(chart, desk, SvgStyle.Inline, desk == phone ? "chart" : "chart desk")).NewLine();
        if (desk != phone)
            html.Trusted(SvgRenderer.Render(chart, phone, SvgStyle.Inline, "chart phone")).NewLine();
        foreach (var remark in chart.Remarks)
        {
            html.Start("p").Class("sub");
            if (remark.Name.Length > 0)
                html.Element("b", remark.Name).Text(": ");
            html.Text(remark.Text).End("p").NewLine();
        }
        Numbers(html, chart.Table);
        html.End("figure").NewLine();
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
            {
                var tag = i == 0 ? "th" : "td";
                html.Start(tag).Class(i == 0 ? "l" : null).Attribute("scope", i == 0 ? "row" : null).Text(row[i]).End(tag);
            }
            html.End("tr");
        }
        html.End("tbody").End("table");
    }

    private static void Numbers(HtmlWriter html, ChartTable table)
    {
        if (table.Rows.Count == 0 && table.Note.Length == 0)
            return;
        html.Start("details").Class("numbers").Element("summary", "The numbers behind it");
        if (table.Rows.Count > 0)
        {
            html.Start("div").Class("scroll").Attribute("tabindex", "0");
            Table(html, table.Heads, table.Rows);
            html.End("div");
        }
        if (table.Note.Length > 0)
            html.Element("p", table.Note, "sub");
        html.End("details").NewLine();
    }
}
