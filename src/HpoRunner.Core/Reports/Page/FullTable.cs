using System.Globalization;
using System.Text;
using HpoRunner.Journal;
using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.Page;

/// <summary>
/// Every trial, ranked ones first, with all its numbers, below a click. The numbers stand once, as JSON, from which the script sorts,
/// filters and draws, and takes what it shows beside a point. For viewers without scripts the first rows stand as a table as well.
/// Beyond two thousand trials what follows from other columns is left to ranking.csv, so that ten thousand trials stay small.
/// </summary>
internal static class FullTable
{
    private const int MostWithBounds = 2000;
    private const string Low = "low";

    /// <summary>Rows that are there without the script.</summary>
    private const int MostWritten = 200;

    public static void Write(HtmlWriter html, Standings standings)
    {
        var trials = Trials(standings);
        if (trials.Count == 0)
            return;
        var columns = Columns(standings, trials);
        html.Start("details").Attribute("id", "all")
            .Element("summary", $"All trials with every number ({Figures.Whole(trials.Count)})").NewLine();
        if (columns.Exists(column => column.Name == Low))
            html.Element("p", $"Low and high: the 95{Figures.Space}% interval of the score. To best: how far it is behind.", "note")
                .NewLine();
        html.Start("div").Attribute("id", "find").Class("find").End("div").NewLine();
        html.Start("div").Class("box").Attribute("tabindex", "0").Start("table").Attribute("id", "full").Start("thead").Start("tr");
        foreach (var column in columns)
            html.Start("th").Attribute("scope", "col").Text(column.Name).End("th");
        html.End("tr").End("thead").Start("tbody");
        foreach (var trial in trials.Take(MostWritten))
        {
            html.NewLine().Start("tr");
            foreach (var column in columns)
                html.Element("td", column.Text(trial));
            html.End("tr");
        }
        html.End("tbody").End("table").End("div").NewLine();
        html.Element("p", trials.Count > MostWritten
            ? $"The first {MostWritten} of {Figures.Whole(trials.Count)}; all stand in trials.csv and ranking.csv." : "", id: "more")
                .NewLine();
        html.End("details").NewLine();
        html.Start("script").Attribute("type", "application/json").Attribute("id", "trials").Trusted(Json(columns, trials)).End("script")
            .NewLine();
    }

    /// <summary>{"trial": index of the column with the number, "columns": [{"name", "tip"}], "rows": [[text, …], …]}.</summary>
    private static string Json(List<TrialColumn> columns, List<ReportTrial> trials)
    {
        var json = new StringBuilder();
        var heads = columns.Select(column => $"{{\"name\":{HtmlWriter.JsonText(column.Name)}{(column.InTip ? ",\"tip\":true" : "")}}}");
        json.Append(CultureInfo.InvariantCulture, $"{{\"trial\":{columns.FindIndex(column => column.IsTrial)},\n")
            .Append(CultureInfo.InvariantCulture, $"\"columns\":[{string.Join(',', heads)}],\n\"rows\":[");
        for (var i = 0; i < trials.Count; i++)
        {
            json.Append(i == 0 ? "\n[" : ",\n[").AppendJoin(',', columns.Select(column => HtmlWriter.JsonText(column.Text(trials[i]))))
                .Append(']');
        }
        return json.Append("]}").ToString();
    }

    /// <summary>The style rule that puts columns of words left, in place of a class in every cell.</summary>
    public static string Css(Standings standings)
    {
        var words = Columns(standings, Trials(standings)).Select((column, i) => (column, i)).Where(item => !item.column.Numeric)
            .Select(item => $"#full tr>:nth-child({item.i + 1})");
        return $"{string.Join(',', words.DefaultIfEmpty("#full .l"))}{{text-align:left}}\n";
    }

    private static List<ReportTrial> Trials(Standings standings)
    {
        var ranked = standings.Ranked.Select(trial => trial.Number).ToHashSet();
        return [.. standings.Ranked, .. standings.Model.Trials.Where(trial => !ranked.Contains(trial.Number))];
    }

    /// <summary>Columns that are blank for every trial are left out.</summary>
    private static List<TrialColumn> Columns(Standings standings, List<ReportTrial> trials)
    {
        var scores = standings.Scores;
        string Score(double? score) => score is null ? "" : scores.Score(score);
        string Gap(double? gap) => gap is null ? "" : scores.Gap(gap);
        var columns = new List<TrialColumn>
        {
            new("rank", trial => trial.Rank is { } rank ? Figures.Fixed(rank, 0) : ""),
            new("trial", trial => Figures.Fixed(trial.Number, 0)) { IsTrial = true },
            new("state", trial => trial.Origin == TrialOrigin.Baseline
                ? $"{Words.Of(trial.State)}, baseline" : Words.Of(trial.State), false) { InTip = true },
            new(standings.MetricName, trial => Score(trial.Mean)) { InTip = true },
            new("±\u00a0error", trial => Score(trial.StandardError)),
            new("corrected", trial => Score(trial.Corrected)),
            new("chance", trial => trial.Chance is { } chance ? Figures.Percent(chance) : "") { InTip = true },
            new("over baseline", trial => Gap(trial.GapToBaseline)),
        };
        if (trials.Count <= MostWithBounds)
            columns.AddRange([new(Low, trial => Score(trial.Low)), new("high", trial => Score(trial.High)),
                new("to best", trial => Gap(trial.GapToBest))]);
        for (var i = 0; i < standings.Model.Parameters.Count; i++)
        {
            if (standings.Model.Parameters[i].Kind != ReportParameterKind.Fixed)
                columns.Add(TrialColumn.OfParameter(standings.Model, i));
        }
        for (var fold = 0; standings.FoldCount > 1 && fold < standings.FoldCount; fold++)
        {
            var index = fold;
            columns.Add(new TrialColumn($"fold {index + 1}", trial => index < trial.Folds.Count ? Score(trial.Folds[index]) : ""));
        }
        columns.Add(new TrialColumn("epochs", trial => trial.Epochs is { } epochs ? Figures.Fixed(epochs, 0) : ""));
        columns.Add(TrialColumn.OfSeconds(standings.Model));
        columns.Add(new TrialColumn("message", trial => trial.Message is { } message ? OneLine(message) : "", false));
        return columns.Where(column => trials.Any(trial => column.Text(trial).Length > 0)).ToList();
    }

    private static string OneLine(string message)
    {
        var line = message.ReplaceLineEndings(" ");
        return line.Length <= 200 ? line : string.Concat(line.AsSpan(0, 200), "…");
    }
}
