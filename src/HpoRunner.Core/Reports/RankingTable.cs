using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports;

/// <summary>
/// The top of the ranking with folds and chance drawn in the row. It is never wider than the page: as many parameters as fit are
/// shown, in the order of the file; a phone keeps rank, trial, score, folds and chance. The rest is in the full table.
/// </summary>
internal sealed class RankingTable(HtmlWriter html, Standings standings)
{
    private const int MostRows = 15;

    /// <summary>Pixels that the page has for parameters beside the other columns.</summary>
    private const double ParameterRoom = 330;

    private readonly List<ReportTrial> _rows = standings.Ranked.Take(MostRows).ToList();

    /// <summary>What the drawn columns span, for the line above the table.</summary>
    public string Note => standings.FoldCount > 1 ? $" Folds are drawn from {new FoldStrip(_rows, standings).Range}." : "";

    public void Write()
    {
        // Columns that are blank throughout are left out.
        var hasCorrected = _rows.Any(trial => trial.Corrected is not null);
        var hasChance = _rows.Any(trial => trial.Chance is not null);
        var hasGap = _rows.Any(trial => trial.GapToBaseline is not null);
        var parameters = Parameters();
        var strip = standings.FoldCount > 1 ? new FoldStrip(_rows, standings) : null;
        html.Start("div").Class("box").Attribute("tabindex", "0").Start("table").Attribute("id", "rank").Start("thead").Start("tr");
        Head("rank");
        Head("trial");
        Head(standings.MetricName);
        if (strip is not null)
            Head("folds", "l");
        if (hasCorrected)
            Head("corrected", "m");
        if (hasChance)
            Head("chance");
        if (hasGap)
            Head("over baseline", "m");
        foreach (var column in parameters)
            Head(column.Name, column.Numeric ? "d m" : "d m l");
        html.End("tr").End("thead").Start("tbody");
        for (var i = 0; i < _rows.Count; i++)
        {
            var trial = _rows[i];
            html.NewLine().Start("tr").Class(trial.Tied ? "t" : null);
            html.Element("td", Figures.Fixed(trial.Rank ?? i + 1, 0)).Element("td", $"#{Figures.Fixed(trial.Number, 0)}");
            html.Start("td").Element("b", standings.Scores.Score(trial.Mean));
            if (trial.StandardError is { } error)
                html.Element("span", $" ± {standings.Scores.Score(error)}", "se m");
            html.End("td");
            if (strip is not null)
            {
                html.Start("td").Class("l");
                strip.Write(html, trial);
                html.End("td");
            }
            if (hasCorrected)
                html.Element("td", standings.Scores.Score(trial.Corrected), "m");
            if (hasChance)
                Chance(trial.Chance ?? 0);
            if (hasGap)
                html.Element("td", trial.Origin == ReportOrigin.Baseline ? "baseline" : standings.Scores.Gap(trial.GapToBaseline), "m");
            foreach (var column in parameters)
                html.Element("td", column.Text(trial) is { Length: > 0 } text ? text : Figures.Missing, column.Numeric ? "d m" : "d m l");
            html.End("tr");
        }
        html.End("tbody").End("table").End("div").NewLine();
    }

    private void Head(string name, string? classes = null) => html.Start("th").Class(classes).Attribute("scope", "col").Text(name).End("th");

    private void Chance(double chance)
    {
        html.Start("td").Start("svg").Class("bar").Attribute("viewBox", "0 0 56 8").Attribute("preserveAspectRatio", "none")
            .Attribute("aria-hidden", "true");
        html.Start("path").Class($"f{(int)Paint.Series1}")
            .Attribute("d", SvgPaths.Rectangle(0, 0, 56 * Math.Clamp(chance, 0, 1), 8)).EndEmpty().End("svg");
        html.Element("span", Figures.Percent(chance), "share").End("td");
    }

    private List<TrialColumn> Parameters()
    {
        var columns = new List<TrialColumn>();
        var left = ParameterRoom + (standings.FoldCount > 1 ? 0 : 140) + (_rows.Any(trial => trial.Chance is not null) ? 0 : 130);
        for (var i = 0; i < standings.Model.Parameters.Count; i++)
        {
            if (standings.Model.Parameters[i].Kind == ReportParameterKind.Fixed)
                continue;
            var column = TrialColumn.OfParameter(standings.Model, i);
            var widest = _rows.Select(trial => TextWidth.Of(column.Text(trial)) * 14).Append(TextWidth.Of(column.Name, bold: true) * 12.5).Max();
            var width = (widest * 1.16) + 22;
            if (width > left)
                continue;
            columns.Add(column);
            left -= width;
        }
        return columns;
    }
}
