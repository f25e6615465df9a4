using HpoRunner.Reports.Charts;
using HpoRunner.Reports.RunCharts;

namespace HpoRunner.Reports.Page;

/// <summary>How the run went: workers, failures by reason, machine and versions, the experiment file.</summary>
internal static class HealthSection
{
    public static void Write(HtmlWriter html, Standings standings, IReadOnlyList<NamedChart> charts)
    {
        var (run, health) = (standings.Model.Run, standings.Model.Health);
        ReportSections.Begin(html, ReportSection.Health);
        foreach (var warning in health.Warnings)
            html.Element("p", warning, "banner").NewLine();
        foreach (var chart in charts.Where(chart => chart.Section == ReportSection.Health))
            ChartFigure.Write(html, chart.Chart);
        if (health.Failures.Count > 0)
        {
            html.Element("h3", "What failed").NewLine();
            foreach (var failure in health.Failures)
            {
                html.Start("details").Element("summary", $"{Figures.Fixed(failure.Count, 0)} × {failure.Reason}");
                if (failure.Trials.Count > 0)
                    html.Element("p", Trials(failure.Trials), "sub");
                html.Start("pre").Attribute("tabindex", "0").Text(LastLines(failure.LastLines)).End("pre").End("details").NewLine();
            }
        }
        html.Start("dl").Class("facts").NewLine();
        foreach (var fact in Facts(run).Concat(health.Facts))
            html.Element("dt", fact.Name).Element("dd", fact.Value).NewLine();
        html.End("dl").NewLine();
        if (health.ExperimentText is { } text)
        {
            html.Start("details").Element("summary", "The experiment file as run").Start("pre").Attribute("tabindex", "0")
                .Text(text.TrimEnd()).End("pre").End("details").NewLine();
        }
        html.End("section").NewLine();
    }

    private static string Trials(IReadOnlyList<int> trials)
    {
        const int Most = 20;
        var named = string.Join(", ", trials.Take(Most).Select(trial => $"#{Figures.Fixed(trial, 0)}"));
        return trials.Count > Most ? $"Trials {named} and {trials.Count - Most} more."
            : $"{(trials.Count == 1 ? "Trial" : "Trials")} {named}.";
    }

    private static string LastLines(string text)
    {
        const int Most = 20;
        return string.Join('\n', text.TrimEnd().ReplaceLineEndings("\n").Split('\n').TakeLast(Most));
    }

    private static IEnumerable<ReportFact> Facts(ReportRun run)
    {
        yield return new ReportFact("run", run.Id);
        yield return new ReportFact("state", run.Reason is { Length: > 0 } reason ? $"{run.State}: {reason}" : run.State);
        yield return new ReportFact("started", ReportWriter.Instant(run.Started));
        if (run.Ended is { } ended)
            yield return new ReportFact("ended", ReportWriter.Instant(ended));
        yield return new ReportFact("running time", Figures.Duration(run.Seconds));
        if (run.Resumed > 0)
            yield return new ReportFact("resumed", Figures.Count(run.Resumed, "time"));
    }
}
