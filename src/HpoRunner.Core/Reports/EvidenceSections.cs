using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports;

/// <summary>The parts between summary and health: ranking, progress, what matters, learning curves, the winner.</summary>
internal sealed class EvidenceSections(HtmlWriter html, Standings standings, IReadOnlyList<NamedChart> charts)
{
    public void Paths()
    {
        if (standings.Model.Surface is not { } surface || Of(ReportSection.Paths).ToList() is not { Count: > 0 } charts)
            return;
        Begin("paths", "Paths over the surface");
        foreach (var chart in charts)
            ChartFigure.Write(html, chart, chart == charts[^1] ? () => PathNumbers(surface) : null);
        End();
    }

    public void Ranking()
    {
        Begin("ranking", "Ranking");
        if (standings.Best is null)
        {
            html.Element("p", "No trial completed, so there is nothing to rank.", "note").NewLine();
        }
        else
        {
            var table = new RankingTable(html, standings);
            var group = standings.TiedCount > 1 ? $" A blue edge marks the {standings.TiedCount} that hold the best with 95{Figures.Space}%." : "";
            var how = standings.FoldCount > 1
                ? $"Ordered by mean {standings.MetricName} over the same {standings.FoldCount} folds." : $"Ordered by {standings.MetricName}.";
            html.Element("p", $"{how} {(standings.Model.Metric.Maximize ? "More" : "Less")} is better.{group}{table.Note}", "note").NewLine();
            table.Write();
        }
        FullTable.Write(html, standings);
        foreach (var chart in Of(ReportSection.Ranking).Where(_ => standings.Best is not null))
            ChartFigure.Write(html, chart);
        End();
    }

    public void Progress()
    {
        Begin("progress", "Progress");
        foreach (var chart in Of(ReportSection.Progress))
            ChartFigure.Write(html, chart);
        End();
    }

    public void Matters()
    {
        var charts = Of(ReportSection.Matters).ToList();
        if (charts.Count == 0)
            return;
        Begin("matters", "What matters");
        var wide = charts.Where(chart => chart.Format != ChartFormat.Small).ToList();
        var leading = standings.Model.Importance is null ? 0 : 1;
        foreach (var chart in wide.Take(leading))
            ChartFigure.Write(html, chart, ImportanceNumbers);
        var slices = charts.Where(chart => chart.Format == ChartFormat.Small).ToList();
        html.Element("p", $"Every completed trial by each of its values.{(standings.TiedCount > 0 ? " Blue: tied with the best." : "")} Ringed: the best. Lines across choices: medians. Other parameters vary as well, so a slice shows where good trials lie, not what one value does alone.", "note").NewLine();
        html.Start("div").Class("slices").NewLine();
        foreach (var chart in slices)
            ChartFigure.Write(html, chart);
        html.End("div").NewLine();
        foreach (var chart in wide.Skip(leading))
            ChartFigure.Write(html, chart);
        End();
    }

    public void Curves()
    {
        var charts = Of(ReportSection.Curves).ToList();
        if (charts.Count == 0)
            return;
        Begin("curves", "Learning curves");
        foreach (var chart in charts)
        {
            ChartFigure.Write(html, chart, () =>
                ChartFigure.Numbers(html, ["trial", "folds", "epochs", "training", "validation", "lowest fold", "highest fold"],
                MeanCurve.OfTrials(standings.Model.Curves).Take(CurveChart.MostTrials).Select(CurveRow)));
        }
        End();
    }

    public void Winner()
    {
        var final = standings.Model.Final;
        if (final is null)
            return;
        Begin("winner", "The winner on the test rows");
        html.Element("p", final.BestTest is { } test
            ? $"Refitted on all other rows and scored once on {Figures.Count(final.Rows, "row")} that no training had seen: {standings.MetricName} {standings.Scores.Score(test)}"
                + (final.BaselineTest is { } baseline ? $", the baseline {standings.Scores.Score(baseline)}." : ".")
            : $"There is no test score: {final.Reason ?? "the final stage did not run"}.", "note").NewLine();
        var charts = Of(ReportSection.Winner).ToList();
        var perClass = final.Confusion.Count > 0 && final.Confusion.All(row => row.Count == final.Confusion.Count);
        html.Start("div").Class(perClass && charts.Count > 0 ? "pair" : null).NewLine();
        foreach (var chart in charts)
            ChartFigure.Write(html, chart);
        if (perClass)
        {
            html.Start("figure").NewLine().Start("figcaption").Element("h3", "Each class by itself")
                .Element("p", "Precision: how many that were called so are so. Recall: how many that are so were called so.", "sub").End("figcaption").NewLine();
            html.Start("div").Class("scroll").Attribute("tabindex", "0");
            ChartFigure.Table(html, ["class", "rows", "precision", "recall", "F1"], ClassScore.Of(final).Select(row => (IReadOnlyList<string>)
                [row.Name, Figures.Fixed(row.Rows, 0), Figures.Fixed(row.Precision, 3), Figures.Fixed(row.Recall, 3), Figures.Fixed(row.F1, 3)]));
            html.End("div").End("figure").NewLine();
        }
        html.End("div").NewLine();
        End();
    }

    private void ImportanceNumbers()
    {
        if (standings.Model.Importance is not { } importance)
            return;
        if (ImportanceChart.Pairs(importance.Shares) is { Length: > 0 } pairs)
            html.Element("p", pairs, "sub").NewLine();
        ChartFigure.Numbers(html, ["parameter", "explains", "from", "to"], importance.Shares.Parameters.Select(row => (IReadOnlyList<string>)
            [row.Parameter, Figures.Percent(row.Share), Figures.Percent(row.Low), Figures.Percent(row.High)]));
    }

    private void PathNumbers(ReportSurface surface) =>
        ChartFigure.Numbers(html, ["path", "trial", "updates", "x", "y", "height", "distance"], surface.Paths.Select(path => (IReadOnlyList<string>)
        [
            path.Label, $"#{path.Trial}", Figures.Whole(path.Steps[^1].Update), Figures.Short(path.Steps[^1].At.X, 4), Figures.Short(path.Steps[^1].At.Y, 4),
            path.Diverged ? "diverged" : Figures.Short(path.Steps[^1].Loss, 3), path.Diverged ? Figures.Missing : Figures.Short(path.Steps[^1].Distance, 3),
        ]));

    private IReadOnlyList<string> CurveRow(MeanCurve curve)
    {
        var last = curve.Epochs[^1];
        return [$"#{curve.Trial}", Figures.Fixed(curve.FoldCount, 0), Figures.Fixed(last.Epoch, 0), standings.Scores.Score(last.Training),
            standings.Scores.Score(last.Validation), standings.Scores.Score(last.Low), standings.Scores.Score(last.High)];
    }

    private IEnumerable<Chart> Of(ReportSection section) => charts.Where(chart => chart.Section == section).Select(chart => chart.Chart);

    private void Begin(string id, string title) => html.Start("section").Attribute("id", id).Element("h2", title).NewLine();

    private void End() => html.End("section").NewLine();
}
