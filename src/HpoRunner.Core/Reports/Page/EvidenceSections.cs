using HpoRunner.Reports.Charts;
using HpoRunner.Reports.RunCharts;

namespace HpoRunner.Reports.Page;

/// <summary>The parts between summary and health: progress, ranking, what matters, learning curves, the winner, robustness.</summary>
internal sealed class EvidenceSections(HtmlWriter html, Standings standings, IReadOnlyList<NamedChart> charts)
{
    public void Progress() => Section(ReportSection.Progress, () =>
    {
        if (!Of(ReportSection.Progress).Any())
            Note("No trial has finished yet.");
        Pictures(Of(ReportSection.Progress));
    });

    public void Paths() => Section(ReportSection.Paths, () => Pictures(Of(ReportSection.Paths)));

    public void Ranking() => Section(ReportSection.Ranking, () =>
    {
        if (standings.Best is null)
        {
            Note("No trial completed, so there is nothing to rank.");
        }
        else
        {
            var table = new RankingTable(html, standings);
            Note($"{How()} {(standings.Model.Metric.Maximize ? "More" : "Less")} is better.{Tied()}{table.Note}");
            table.Write();
        }
        FullTable.Write(html, standings);
        Pictures(Of(ReportSection.Ranking));
    });

    public void Matters() => Section(ReportSection.Matters, () =>
    {
        var charts = Of(ReportSection.Matters).ToLookup(chart => chart.Format);
        if (charts.Count == 0)
        {
            Note(standings.Model.Parameters.Any(parameter => parameter.Varies)
                ? "No trial completed, so there is nothing to compare." : "No parameter was searched, so there is nothing to compare.");
            return;
        }
        var leading = standings.Model.Importance is null ? 0 : 1;
        Pictures(charts[ChartFormat.Wide].Take(leading));
        var tied = standings.TiedCount > 0 ? " Blue: tied with the best." : "";
        Note($"Every completed trial by each of its values.{tied} Ringed: the best. Lines across choices: medians. "
            + "Other parameters vary as well, so a slice shows where good trials lie, not what one value does alone.");
        Row(charts[ChartFormat.Small]);
        if (charts.Contains(ChartFormat.SmallSquare))
        {
            Note(standings.Model.IsGrid
                ? "The most important parameters in pairs: the mean of all trials that have both values."
                : "The most important parameters in pairs, each trial in the colour of its rank; between the dots nothing is known.");
            Row(charts[ChartFormat.SmallSquare]);
        }
        Pictures(charts[ChartFormat.Wide].Skip(leading));
    });

    public void Curves() => Section(ReportSection.Curves, () =>
    {
        if (!Of(ReportSection.Curves).Any())
            Note("No evaluation reported how it learned.");
        Pictures(Of(ReportSection.Curves));
    });

    public void Winner() => Section(ReportSection.Winner, () =>
    {
        if (standings.Model.Final is not { } final)
        {
            Note("No winner is frozen yet: that happens once, at the end of the run.");
            return;
        }
        var before = final.BaselineTest is { } baseline && standings.Best != standings.Baseline
            ? $", the baseline {standings.Scores.Score(baseline)}" : "";
        Note(final.BestTest is { } test
            ? $"Refitted on all other rows and scored once on {Figures.Count(final.Rows, "row")} that no training had seen: "
                + $"{standings.MetricName} {standings.Scores.Score(test)}{before}. The test rows are used up: a later winner gets no "
                + $"second score."
            : $"There is no test score: {final.Reason ?? "the final stage did not run"}.");
        var pictures = Of(ReportSection.Winner).ToList();
        var scores = ClassScore.Of(final);
        html.Start("div").Class(pictures.Count + (scores.Count > 0 ? 1 : 0) > 1 ? "pair" : null).NewLine();
        Pictures(pictures);
        if (scores.Count > 0)
            Classes(scores);
        html.End("div").NewLine();
    });

    public void Robustness() => Section(ReportSection.Robustness, () =>
    {
        var pictures = Of(ReportSection.Robustness).ToList();
        var unseen = standings.Ranked.Any(trial => trial.Fresh is not null || trial.Test is not null);
        List<string> where = unseen ? ["on rows or repeats that the search had not seen"] : [];
        if (pictures.Count > where.Count)
            where.Add("among all that completed");
        Note(where.Count == 0
            ? "Too few trials completed to say how firmly the first place stands."
            : $"How firmly the first place stands {string.Join(", and ", where)}.");
        if (pictures.Count > 0 && standings.Model.Surface is null && standings.Model.Final?.BestTest is null)
            Note($"Nothing was scored on test rows: {standings.Model.Final?.Reason ?? "no winner is frozen yet"}.");
        Pictures(pictures);
    });

    private void Classes(IReadOnlyList<ClassScore> scores)
    {
        html.Start("figure").NewLine().Start("figcaption").Element("h3", "Each class by itself")
            .Element("p", "Precision: how many that were called so are so. Recall: how many that are so were called so.", "sub")
            .End("figcaption").NewLine();
        html.Start("div").Class("scroll").Attribute("tabindex", "0");
        ChartFigure.Table(html, ["class", "rows", "precision", "recall", "F1"], scores.Select(row => (IReadOnlyList<string>)
        [
            row.Name, Figures.Fixed(row.Rows, 0), Figures.Fixed(row.Precision, 3), Figures.Fixed(row.Recall, 3),
            Figures.Fixed(row.F1, 3),
        ]));
        html.End("div").End("figure").NewLine();
    }

    private string How() =>
        standings.FoldCount > 1
            ? $"Ordered by mean {standings.MetricName} over the same {standings.FoldCount} {standings.FoldWord}."
            : $"Ordered by {standings.MetricName}.";

    private string Tied() => standings.TiedCount > 1
        ? $" A blue edge marks the {standings.TiedCount} that hold the best with 95{Figures.Space}%." : "";

    private void Section(ReportSection section, Action write)
    {
        if (!ReportSections.Of(standings.Model).Contains(section))
            return;
        ReportSections.Begin(html, section);
        write();
        html.End("section").NewLine();
    }

    private void Note(string text) => html.Element("p", text, "note").NewLine();

    private void Row(IEnumerable<Chart> small)
    {
        html.Start("div").Class("slices").NewLine();
        Pictures(small);
        html.End("div").NewLine();
    }

    private void Pictures(IEnumerable<Chart> pictures)
    {
        foreach (var chart in pictures)
            ChartFigure.Write(html, chart);
    }

    private IEnumerable<Chart> Of(ReportSection section) => charts.Where(chart => chart.Section == section).Select(chart => chart.Chart);
}
