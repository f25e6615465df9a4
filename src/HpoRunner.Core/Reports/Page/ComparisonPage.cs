using HpoRunner.Reports.Charts;
using HpoRunner.Reports.RunCharts;

namespace HpoRunner.Reports.Page;

/// <summary>A comparison of two runs as one HTML file that loads nothing and runs nothing.</summary>
internal static class ComparisonPage
{
    /// <summary>Of the winners' parameters; all of them stand in each run's report.</summary>
    private const int WinnerDigits = 4;

    public static void Write(RunComparison comparison, TextWriter writer)
    {
        var html = new HtmlWriter(writer);
        html.Trusted("<!DOCTYPE html>\n").Start("html").Attribute("lang", "en").NewLine();
        html.Start("head").NewLine();
        html.Void("meta", ("charset", "utf-8")).NewLine();
        html.Void("meta", ("http-equiv", "Content-Security-Policy"),
            ("content", "default-src 'none'; style-src 'unsafe-inline'; img-src data:")).NewLine();
        html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1")).NewLine();
        html.Void("meta", ("name", "color-scheme"), ("content", "light dark")).NewLine();
        html.Void("link", ("rel", "icon"), ("href", "data:,")).NewLine();
        // Names of experiments may be longer than a tab or a list of bookmarks shows.
        html.Element("title", $"Runs {Digits(comparison.First)} and {Digits(comparison.Second)} compared · HpoRunner").NewLine();
        html.Start("style").Trusted("\n" + ReportStyles.Css).End("style").NewLine().End("head").NewLine();
        html.Start("body").Start("div").Class("page").NewLine().Start("main").NewLine();
        html.Start("section").Element("h1", comparison.Sentence()).NewLine();
        html.Element("p",
            $"A is {Name(comparison.First)}, B is {Name(comparison.Second)}. Gaps are A − B, turned so that + is better for A.", "lead")
                .NewLine();
        Table(html, ["run", "trials", "winner", comparison.First.State.Metric, "corrected", "on the test rows"],
            [Run("A", comparison.First), Run("B", comparison.Second)]);
        html.End("section").NewLine();
        Parameters(html, comparison);
        Trials(html, comparison);
        html.End("main").End("div").End("body").End("html").NewLine();
    }

    /// <summary>The cells of one pair: trials, means, gap, interval, p.</summary>
    public static IReadOnlyList<string> Row(ComparedTrials pair) =>
    [
        $"#{pair.First}", $"#{pair.Second}", Figures.Score(pair.FirstMean), Figures.Score(pair.SecondMean), Figures.Signed(pair.Gap, 4),
        pair.Test is { } test ? $"{Figures.Signed(test.Low, 4)} … {Figures.Signed(test.High, 4)}" : "",
        pair.Test is { PValue: var p } ? (p < 0.001 ? "< 0.001" : Figures.Short(p, 2)) : "",
    ];

    private static void Parameters(HtmlWriter html, RunComparison comparison)
    {
        if (comparison.First.Best is not { } first || comparison.Second.Best is not { } second)
            return;
        html.Start("section").Element("h2", "The winners").NewLine();
        var names = first.Parameters.Entries.Select(entry => entry.Key).Concat(second.Parameters.Entries.Select(entry => entry.Key))
            .Distinct();
        Table(html, ["parameter", $"A #{first.Number}", $"B #{second.Number}"], names.Select(name => (IReadOnlyList<string>)
            [name, ValueText.Of(first.Parameters[name], WinnerDigits), ValueText.Of(second.Parameters[name], WinnerDigits)]));
        if (ComparedFoldsChart.Create(comparison) is { } folds)
            ChartFigure.Write(html, folds);
        html.End("section").NewLine();
    }

    private static void Trials(HtmlWriter html, RunComparison comparison)
    {
        var pairs = comparison.Same.Prepend(comparison.Winners).OfType<ComparedTrials>().ToList();
        if (pairs.Count == 0)
            return;
        html.Start("section").Element("h2", "Pairs").NewLine();
        html.Element("p", "The winners first, then configurations that both runs have completed. " + (comparison.WhyNotPaired is null
            ? "Corrected resampled t-test on the shared folds (Nadeau and Bengio 2003); p is not corrected for the number of pairs."
            : $"No test: {comparison.WhyNotPaired}."), "note").NewLine();
        Table(html, ["A", "B", "score of A", "score of B", "gap", $"95{Figures.Space}% interval", "p"], pairs.Select(Row));
        html.End("section").NewLine();
    }

    /// <summary>On a phone it is moved sideways by itself, not the page.</summary>
    private static void Table(HtmlWriter html, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        html.Start("div").Class("box").Attribute("tabindex", "0");
        ChartFigure.Table(html, heads, rows);
        html.End("div").NewLine();
    }

    private static IReadOnlyList<string> Run(string letter, RunResults results)
    {
        var best = results.Ranking.Best;
        return
        [
            letter,
            Figures.Whole(results.State.Trials.Count()),
            best is null ? Figures.Missing : $"#{best.Trial}",
            (best is null ? Figures.Missing : Figures.Score(best.Mean))
                + (best?.StandardError is { } error ? $" ± {Figures.Score(error)}" : ""),
            best?.CorrectedScore is { } corrected ? Figures.Score(corrected) : Figures.Missing,
            best is not null && results.TestScore(best.Trial) is { } test ? Figures.Score(test) : Figures.Missing,
        ];
    }

    /// <summary>The four by which people call a run.</summary>
    private static string Digits(RunResults results) => results.State.Header.Run[^4..];

    private static string Name(RunResults results) => $"{results.State.Experiment.Name} {results.State.Header.Run}";
}
