using HpoRunner.Journal;
using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.Page;

/// <summary>
/// The top of the ranking with folds and chance drawn in the row. It is never wider than the page: as many parameters as fit are
/// shown, in the order of the file; a phone keeps rank, trial, score, folds and chance. One click, without any script, shows every column.
/// </summary>
internal sealed class RankingTable(HtmlWriter html, Standings standings)
{
    /// <summary>Pixels that the page has for parameters beside the other columns.</summary>
    private const double ParameterRoom = 330;

    /// <summary>Classes of cells: shown unless on a phone, shown on a desk, shown on a click; left for words.</summary>
    private const string NoPhone = "m", Desk = "d m", OnClick = "x", Left = " l";

    private readonly List<ReportTrial> _rows = standings.Ranked.Take(standings.Model.Top).ToList();

    /// <summary>What the drawn columns span, for the line above the table.</summary>
    public string Note =>
        standings.FoldCount > 1
            ? $" {(standings.Model.Surface is null ? "Folds" : "Repeats")} are drawn from {new FoldStrip(_rows, standings).Range}.{Words()}"
            : "";

    /// <summary>What the columns hold that no table of scores has elsewhere.</summary>
    private string Words()
    {
        List<string> words = [];
        if (_rows.Exists(trial => trial.StandardError is not null))
            words.Add("±: one standard error");
        if (_rows.Exists(trial => trial.Corrected is not null))
            words.Add("corrected: without the luck of having been picked");
        if (_rows.Exists(trial => trial.Chance is not null))
            words.Add("chance: to be truly the best");
        return words.Count > 0 ? $" {string.Join("; ", words)}." : "";
    }

    public void Write()
    {
        // Columns that are blank throughout are left out.
        var columns = Columns().Where(column => _rows.Any(column.IsFilled)).ToList();
        html.Start("div").NewLine();
        html.Void("input", ("type", "checkbox"), ("id", "wide")).Start("label").Attribute("for", "wide").Class("wide").Text("Every column")
            .End("label").NewLine();
        html.Start("div").Class("box").Attribute("tabindex", "0").Start("table").Attribute("id", "rank").Start("thead").Start("tr");
        foreach (var column in columns)
            html.Start("th").Class(column.Classes).Attribute("scope", "col").Text(column.Name).End("th");
        html.End("tr").End("thead").Start("tbody");
        foreach (var trial in _rows)
        {
            html.NewLine().Start("tr").Class(trial.Tied ? "t" : null).Attribute("data-trial", Figures.Fixed(trial.Number, 0));
            foreach (var column in columns)
            {
                html.Start("td").Class(column.Classes);
                column.Write(trial);
                html.End("td");
            }
            html.End("tr");
        }
        html.End("tbody").End("table").End("div").End("div").NewLine();
    }

    private IEnumerable<Column> Columns()
    {
        var scores = standings.Scores;
        var strip = new FoldStrip(_rows, standings);
        yield return new Column("rank", null, _ => true, Rank);
        yield return Text("trial", null, trial => $"#{Figures.Fixed(trial.Number, 0)}");
        yield return new Column(standings.MetricName, null, _ => true, Score);
        yield return Text($"95{Figures.Space}% interval", OnClick, trial => trial is { Low: { } low, High: { } high }
            ? $"{scores.Score(low)} … {scores.Score(high)}" : "");
        yield return new Column(standings.FoldWord, "l", _ => standings.FoldCount > 1, trial => strip.Write(html, trial));
        yield return Text("corrected", NoPhone, trial => trial.Corrected is { } corrected ? scores.Score(corrected) : "");
        yield return new Column("chance", null, trial => trial.Chance is not null, trial => Chance(trial.Chance ?? 0));
        yield return Text("to the best", OnClick, trial => trial.GapToBest is { } gap ? scores.Gap(gap) : "");
        yield return new Column("over baseline", NoPhone, trial => trial.GapToBaseline is not null, trial =>
            html.Text(trial.Origin == TrialOrigin.Baseline ? "baseline" : scores.Gap(trial.GapToBaseline)));
        var shown = Parameters();
        for (var i = 0; i < standings.Model.Parameters.Count; i++)
        {
            if (standings.Model.Parameters[i].Kind == ReportParameterKind.Fixed)
                continue;
            var parameter = TrialColumn.OfParameter(standings.Model, i);
            var classes = (shown.Contains(i) ? Desk : OnClick) + (parameter.Numeric ? "" : Left);
            yield return new Column(parameter.Name, classes, _ => true, trial =>
                html.Text(parameter.Text(trial) is { Length: > 0 } text ? text : Figures.Missing));
        }
        yield return Text("epochs", OnClick, trial => trial.Epochs is { } epochs ? Figures.Fixed(epochs, 0) : "");
        yield return Text("seconds", OnClick, TrialColumn.OfSeconds(standings.Model).Text);
    }

    private Column Text(string name, string? classes, Func<ReportTrial, string> text) =>
        new(name, classes, trial => text(trial).Length > 0, trial => html.Text(text(trial)));

    private void Rank(ReportTrial trial)
    {
        html.Text(Figures.Fixed(standings.RankOf[trial.Number], 0));
        if (trial.Tied && standings.TiedCount > 0)
            html.Element("span", ", tied with the best", "hide");
    }

    private void Score(ReportTrial trial)
    {
        html.Element("b", standings.Scores.Score(trial.Mean));
        if (trial.StandardError is { } error)
            html.Element("span", $" ± {standings.Scores.Score(error)}", "se m");
    }

    private void Chance(double chance)
    {
        html.Start("svg").Class("bar").Attribute("viewBox", "0 0 56 8").Attribute("preserveAspectRatio", "none")
            .Attribute("aria-hidden", "true");
        html.Start("path").Class($"f{(int)Paint.Series1}")
            .Attribute("d", SvgPaths.Rectangle(0, 0, 56 * Math.Clamp(chance, 0, 1), 8)).EndEmpty().End("svg");
        html.Element("span", Figures.Percent(chance), "share");
    }

    /// <summary>Those that fit, by index.</summary>
    private HashSet<int> Parameters()
    {
        var fitting = new HashSet<int>();
        var left = ParameterRoom + (standings.FoldCount > 1 ? 0 : 140) + (_rows.Exists(trial => trial.Chance is not null) ? 0 : 130);
        for (var i = 0; i < standings.Model.Parameters.Count; i++)
        {
            if (standings.Model.Parameters[i].Kind == ReportParameterKind.Fixed)
                continue;
            var column = TrialColumn.OfParameter(standings.Model, i);
            var widest = _rows.Select(trial => TextWidth.Of(column.Text(trial)) * 14).Append(TextWidth.Of(column.Name, bold: true) * 12.5)
                .Max();
            var width = (widest * 1.16) + 22;
            if (width > left)
                continue;
            fitting.Add(i);
            left -= width;
        }
        return fitting;
    }

    /// <param name="IsFilled">Whether a trial has something in it.</param>
    private sealed record Column(string Name, string? Classes, Func<ReportTrial, bool> IsFilled, Action<ReportTrial> Write);
}
