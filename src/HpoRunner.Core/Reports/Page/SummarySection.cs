using HpoRunner.Journal;
using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.Page;

/// <summary>The first screen: the verdict, how sure it is, five tiles, the winner as a file that runs, and what to do next.</summary>
internal static class SummarySection
{
    public static void Write(HtmlWriter html, Standings standings)
    {
        var model = standings.Model;
        html.Start("section").Attribute("id", "summary").NewLine();
        Banner(html, standings);
        html.Element("h1", model.Findings.Verdict).NewLine();
        if (model.Findings.Support.Count > 0)
            html.Element("p", string.Join(" ", model.Findings.Support), "lead").NewLine();
        if (model.Run.Description is { Length: > 0 } description)
            html.Element("p", description, "note").NewLine();
        html.Start("dl").Class("tiles").NewLine();
        foreach (var (name, value, more) in Tiles(standings))
        {
            html.Start("div").Class("tile").Element("dt", name);
            html.Start("dd").Element("b", value);
            foreach (var part in more)
                html.Element("span", part);
            html.End("dd").End("div").NewLine();
        }
        html.End("dl").NewLine();
        Next(html, model);
        html.End("section").NewLine();
    }

    private static void Banner(HtmlWriter html, Standings standings)
    {
        var run = standings.Model.Run;
        if (run.State == "finished")
            return;
        var planned = run.Planned is { } count ? $" of {count}" : "";
        var done = standings.Model.Trials.Count(trial => trial.State is not (TrialStatus.Running or TrialStatus.Pending));
        var what = run.State switch
        {
            "running" => "The run is still going on; this is what is known so far.",
            "interrupted" => $"The run was interrupted{Because(run)}; hpo resume {run.Id} goes on with it.",
            _ => $"The run {run.State}{Because(run)}.",
        };
        html.Element("p", $"{what} {done}{planned} trials are done.", "banner").NewLine();
    }

    /// <summary>Empty where the reason says no more than the state.</summary>
    private static string Because(ReportRun run) => run.Reason is { Length: > 0 } reason && reason != run.State ? $" ({reason})" : "";

    private static IEnumerable<(string Name, string Value, string[] More)> Tiles(Standings standings)
    {
        var (model, best, scores) = (standings.Model, standings.Best, standings.Scores);
        yield return ($"best {standings.MetricName}", scores.Score(best?.Mean), Join(
            best?.StandardError is { } error ? $"±{Figures.Space}{scores.Score(error)}" : null,
            best?.Corrected is { } corrected ? $"corrected {scores.Score(corrected)}" : null,
            best is not null && best == standings.Baseline ? "it is the baseline"
            : model.Final?.BestTest is not null && best?.GapToBaseline is { } gain ? $"{scores.Gap(gain)} over the baseline" : null,
            best is null ? "no trial completed" : null));
        yield return model.Final?.BestTest is { } test
            ? ("on the test rows", scores.Score(test),
                Join(model.Final.BaselineTest is { } baseline && best != standings.Baseline
                ? $"baseline {scores.Score(baseline)}" : null, $"{Figures.Count(model.Final.Rows, "row")}, used once"))
            : ("over the baseline", scores.Gap(best?.GapToBaseline),
                Join(
                    standings.Baseline is { } start ? $"baseline {scores.Score(start.Mean)}" : "baseline not complete",
                    model.Surface is null ? "no test score" : null));
        if (model.Surface is null)
            yield return ("chance to be the best", best?.Chance is { } chance ? Figures.Percent(chance) : Figures.Missing, Join(
            best?.Chance is null
                ? $"needs {standings.FoldWord} and trials"
                : standings.TiedCount > 1 ? $"{Figures.Whole(standings.TiedCount)} tied, itself included" : "nothing tied with it"));
        yield return ("trials", Figures.Whole(model.Trials.Count),
            [$"{Figures.Whole(standings.Scored.Count)} completed", .. standings.Troubles()
                .Split(", ", StringSplitOptions.RemoveEmptyEntries), .. Open(standings)]);
        yield return ("time", Figures.Duration(model.Run.Seconds),
            Join(Figures.Count(model.Run.Workers, "worker"), model.Run.BusyFraction is { } busy ? $"{Figures.Percent(busy)} busy" : null));
    }

    private static string[] Open(Standings standings) =>
        standings.CountOf(TrialStatus.Pending) + standings.CountOf(TrialStatus.Running) is var open and > 0
            ? [$"{Figures.Whole(open)} still open"] : [];

    private static string[] Join(params string?[] parts) =>
        parts.Where(part => !string.IsNullOrEmpty(part)).Select(part => part!).ToArray();

    private static void Next(HtmlWriter html, ReportModel model)
    {
        if (model.WinnerYaml is null && model.Findings.Advice.Count == 0)
            return;
        html.Start("div").Class(model.WinnerYaml is null || model.Findings.Advice.Count == 0 ? null : "pair").NewLine();
        if (model.WinnerYaml is { } yaml)
            html.Start("pre").Attribute("tabindex", "0").Attribute("aria-label", "The best configuration").Text(yaml.TrimEnd()).End("pre")
                .NewLine();
        if (model.Findings.Advice.Count > 0)
        {
            html.Start("ul").Class("advice").NewLine();
            foreach (var advice in model.Findings.Advice)
                html.Element("li", advice.Text, advice.Warning ? "warn" : null).NewLine();
            html.End("ul").NewLine();
        }
        html.End("div").NewLine();
    }
}
