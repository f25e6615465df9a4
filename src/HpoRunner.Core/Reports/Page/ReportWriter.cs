using System.Globalization;
using HpoRunner.Reports.Charts;
using HpoRunner.Reports.RunCharts;

namespace HpoRunner.Reports.Page;

/// <summary>
/// Writes report.html: one file that loads nothing, says so in its content security policy, and reads with scripts off. The same
/// model gives the same bytes on every machine, in every culture.
/// </summary>
internal static class ReportWriter
{
    /// <param name="charts">The model's (<see cref="ChartSet"/>).</param>
    public static void Write(ReportModel model, IReadOnlyList<NamedChart> charts, TextWriter writer)
    {
        var standings = new Standings(model);
        var html = new HtmlWriter(writer);
        html.Trusted("<!DOCTYPE html>\n").Start("html").Attribute("lang", "en").NewLine();
        Head(html, standings);
        html.Start("body").Start("div").Class("page").NewLine();
        Top(html, standings);
        html.Start("main").NewLine();
        SummarySection.Write(html, standings);
        var evidence = new EvidenceSections(html, standings, charts);
        evidence.Progress();
        evidence.Paths();
        evidence.Ranking();
        evidence.Matters();
        evidence.Curves();
        evidence.Winner();
        evidence.Robustness();
        HealthSection.Write(html, standings, charts);
        html.End("main").NewLine();
        html.Element("footer", $"{standings.Footer}. Made by HpoRunner from the run's journal; the charts are in charts/ as SVG and PNG.")
            .NewLine();
        html.End("div").NewLine().Start("script").Trusted(ReportScript.Text).End("script").NewLine().End("body").End("html").NewLine();
    }

    /// <summary>2026-11-21 06:41 UTC.</summary>
    public static string Instant(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
        + Figures.Space + "UTC";

    private static void Head(HtmlWriter html, Standings standings)
    {
        const string Policy =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; script-src ";
        var run = standings.Model.Run;
        var result = standings.Best is { } best ? $"{standings.MetricName} {standings.Scores.Score(best.Mean)}" : run.State;
        html.Start("head").NewLine();
        html.Void("meta", ("charset", "utf-8")).NewLine();
        html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", $"{Policy}'{ReportScript.Hash}'")).NewLine();
        html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1")).NewLine();
        html.Void("meta", ("name", "color-scheme"), ("content", "light dark")).NewLine();
        html.Void("link", ("rel", "icon"), ("href", "data:,")).NewLine();
        html.Element("title", $"{run.Experiment} · {result} · HpoRunner").NewLine();
        html.Start("style").Trusted("\n" + ReportStyles.Css + FullTable.Css(standings)).End("style").NewLine();
        html.End("head").NewLine();
    }

    private static void Top(HtmlWriter html, Standings standings)
    {
        var run = standings.Model.Run;
        var size =
            Figures.Count(standings.Model.Trials.Count, "trial")
            + (standings.FoldCount > 1 ? $" × {standings.FoldCount} {standings.FoldWord}" : "");
        html.Start("header").Class("top").Start("div").Element("b", run.Experiment);
        html.Element("span", $"run {run.Id} · {size} · {When(run)}").End("div").NewLine();
        html.Start("nav").Attribute("aria-label", "Sections");
        foreach (var section in ReportSections.Of(standings.Model))
            html.Start("a").Attribute("href", "#" + ReportSections.Id(section)).Text(ReportSections.Title(section)).End("a").NewLine();
        html.End("nav").End("header").NewLine();
    }

    /// <summary>The run's id carries the date of its start, so an end on the same day needs none.</summary>
    private static string When(ReportRun run)
    {
        if (run.Ended is not { } ended)
            return $"{run.State}, started {Instant(run.Started)}";
        var end = ended.UtcDateTime.Date == run.Started.UtcDateTime.Date ? Instant(ended)[11..] : Instant(ended);
        return $"{run.State} {end} after {Figures.Duration(run.Seconds)}";
    }
}
