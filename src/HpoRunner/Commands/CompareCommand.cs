using System.CommandLine;
using System.Globalization;
using HpoRunner.Journal;
using HpoRunner.Reports;
using HpoRunner.Reports.Charts;
using HpoRunner.Reports.Page;
using HpoRunner.Terminal;

namespace HpoRunner.Commands;

/// <summary><c>hpo compare A B</c>: two runs side by side, paired fold by fold where their splits are the same.</summary>
internal static class CompareCommand
{
    private const int PairsShown = 10;

    public static Command Create()
    {
        var first = RunOptions.NeededRun("A", "The first run");
        var second = RunOptions.NeededRun("B", "The second run");
        var results = RunOptions.Results();
        var json = RunOptions.Json();
        var html = RunOptions.File("Also write the comparison as an HTML file", "--html");
        return new Command("compare", "Compare two runs, fold by fold where their splits are the same")
        {
            first, second, results, json, html,
        }.WithAction(parsed =>
        {
            var folder = parsed.GetValue(results);
            var (one, other) = (Load(parsed.GetValue(first), folder), Load(parsed.GetValue(second), folder));
            if (one.State.Metric != other.State.Metric || one.State.Maximize != other.State.Maximize)
            {
                Console.Error.WriteLine($"hpo: the runs rank by different metrics: {one.State.Metric} and {other.State.Metric}");
                return ExitCode.Usage;
            }
            var comparison = RunComparison.Of(one, other);
            if (parsed.GetValue(html) is { } file)
                WritePage(comparison, file);
            if (parsed.GetValue(json))
                PrintJson(comparison);
            else
                Print(comparison);
            return ExitCode.Done;
        });
    }

    private static RunResults Load(string? run, string? results) => RunResults.Of(RunOptions.Resolve(run, results));

    private static void WritePage(RunComparison comparison, string file)
    {
        var page = new StringWriter(CultureInfo.InvariantCulture);
        ComparisonPage.Write(comparison, page);
        RunFile.Write(Path.GetFullPath(file), page.ToString(), shared: true);
    }

    private static void Print(RunComparison comparison)
    {
        PrintRun("A", comparison.First);
        PrintRun("B", comparison.Second);
        Console.Out.WriteLine();
        Console.Out.WriteLine(comparison.Sentence());
        if (comparison.Winners is null)
            return;
        Console.Out.WriteLine();
        var table = new TextTable(
            new("pair"), new("A", true), new("B", true), new("score A", true), new("score B", true), new("gap", true),
            new("95 % interval", true), new("p", true));
        table.Add(["winners", .. ComparisonPage.Row(comparison.Winners)]);
        foreach (var pair in comparison.Same.Take(PairsShown))
            table.Add(["same configuration", .. ComparisonPage.Row(pair)]);
        table.Print("--json or --html has all");
        if (comparison.Same.Count > PairsShown)
            Console.Out.WriteLine($"{comparison.Same.Count - PairsShown} more configurations are in both; --json or --html shows them");
        Console.Out.WriteLine("Gaps are A − B, turned so that + is better for A; p is not corrected for the number of pairs.");
    }

    private static void PrintRun(string letter, RunResults results)
    {
        var state = results.State;
        var best = results.Ranking.Best is { } first
            ? $"best trial {first.Trial}, {state.Metric} {TerminalText.ScoreWithError(first.Mean, first.StandardError)}"
            : "no trial completed";
        Console.Out.WriteLine(
            $"{letter}  {TerminalText.Clean(state.Experiment.Name)} {state.Header.Run}: "
            + $"{Figures.Count(state.Trials.Count(), "trial")}, {best}");
    }

    private static void PrintJson(RunComparison comparison) => JsonOutput.Print(new
    {
        A = Described(comparison.First),
        B = Described(comparison.Second),
        Metric = comparison.First.State.Metric,
        Paired = comparison.WhyNotPaired is null,
        comparison.WhyNotPaired,
        Verdict = comparison.Sentence(),
        comparison.Winners,
        SameConfigurations = comparison.Same,
    });

    private static object Described(RunResults results) => new
    {
        results.State.Header.Run,
        Experiment = results.State.Experiment.Name,
        Trials = results.State.Trials.Count(),
        Best = results.Ranking.Best is { } best
            ? new
            {
                best.Trial,
                Score = best.Mean,
                best.StandardError,
                best.CorrectedScore,
                Test = results.TestScore(best.Trial),
                results.State.AllTrials[best.Trial].Parameters,
            }
            : null,
    };
}
