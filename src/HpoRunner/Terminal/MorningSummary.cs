using HpoRunner.Journal;
using HpoRunner.Ranking;
using HpoRunner.Reports;
using HpoRunner.Reports.Charts;

namespace HpoRunner.Terminal;

/// <summary>What happened, in a dozen lines: the best against the baseline, the test, what to do next, and where the report is.</summary>
internal static class MorningSummary
{
    public static void Print(DerivedFiles derived, TextWriter writer, TimeProvider time)
    {
        var results = derived.Results;
        var state = results.State;
        writer.WriteLine(
            $"{state.Experiment.Name} {TerminalText.Short(state.Header.Run)} {results.StateWord} at "
            + $"{TerminalText.Clock(state.LastAt, time)} after {Figures.Duration(state.RunningTime.TotalSeconds)}: {Counts(results)}.");
        if (state.Closed is { Outcome: RunOutcome.Failed } closed)
            writer.WriteLine(TerminalText.CleanLines(closed.Reason));
        writer.WriteLine();
        foreach (var line in Scores(results))
            writer.WriteLine("  " + line);
        if (results.Best is { } best)
        {
            writer.WriteLine();
            foreach (var line in Wrapped(best.Parameters.Entries.Select(entry => $"{entry.Key} {entry.Value}"), "   "))
                writer.WriteLine("  " + TerminalText.Clean(line));
        }
        writer.WriteLine();
        PrintAdvice(derived.Findings, writer);
        var run = RunName.Of(derived.Folder);
        writer.WriteLine($"  report {RunName.RelativeToHere(derived.Folder.Report)}");
        writer.WriteLine(state.Closed?.Outcome == RunOutcome.Finished
            ? $"  more   hpo resume {run} --trials N · hpo top {run} · hpo show {run} TRIAL"
            : $"  go on  hpo resume {run}");
    }

    private static string Counts(RunResults results)
    {
        var parts = new List<string> { Figures.Count(results.State.Trials.Count(), "trial") };
        foreach (var status in Enum.GetValues<TrialStatus>())
        {
            if (results.CountOf(status) is > 0 and var count)
                parts.Add($"{count} {Words.Of(status)}");
        }
        return string.Join(", ", parts);
    }

    private static IEnumerable<string> Scores(RunResults results)
    {
        var state = results.State;
        if (results.Ranking.Best is not { } best)
        {
            yield return $"no trial completed, so there is no best {state.Metric}";
            yield break;
        }
        var corrected = best.CorrectedScore is { } score ? $"   corrected {Figures.Score(score)}" : "";
        yield return
            $"best      trial {best.Trial,-4} {state.Metric} {TerminalText.ScoreWithError(best.Mean, best.StandardError)}{corrected}";
        if (best.Trial == results.Ranking.Baseline)
            yield return "          it is the baseline";
        if (best.ChanceBest is { } chance)
            yield return $"          chance to be the best {Figures.Percent(chance)}, {results.Ranking.TiedWithBest.Count} tied";
        foreach (var line in Wrapped(Confirmation.Sentence(state)?.Split(' ') ?? [], " "))
            yield return $"          {line}";
        if (results.Ranking.Trials.FirstOrDefault(trial => trial.Trial == results.Ranking.Baseline) is { } baseline
            && baseline.Trial != best.Trial)
            yield return $"baseline  trial {baseline.Trial, -4} {state.Metric} {Figures.Score(baseline.Mean)}";
        if (state.Winner is { } winner && results.TestScore(winner) is { } test)
            yield return TestLine(results, winner, test);
    }

    private static string TestLine(RunResults results, int winner, double test)
    {
        var against = results.Baseline is { } baseline && baseline.Number != winner && results.TestScore(baseline.Number) is { } other
            ? $", baseline {Figures.Score(other)}" : "";
        var p = results.Comparison.Test is { } comparison ? $" ({ScoreText.PValue(comparison.PValue)})" : "";
        return
            $"test      {Figures.Count(results.State.Header.Dataset.TestRows, "row")} never seen before: "
            + $"trial {winner} {Figures.Score(test)}{against}{p}";
    }

    private static void PrintAdvice(RunFindings findings, TextWriter writer)
    {
        var label = "next  ";
        foreach (var advice in findings.Advice)
        {
            var bullet = findings.Advice.Count > 1 ? "· " : "";
            foreach (var line in Wrapped(advice.Text.Split(' '), " "))
            {
                writer.WriteLine($"  {label} {bullet}{TerminalText.Clean(line)}");
                (label, bullet) = ("      ", findings.Advice.Count > 1 ? "  " : "");
            }
        }
    }

    /// <summary>Lines that stay within 80 columns with their indentation; a piece is never torn.</summary>
    private static IEnumerable<string> Wrapped(IEnumerable<string> pieces, string separator)
    {
        const int Width = 66;
        var line = "";
        foreach (var piece in pieces)
        {
            if (line.Length > 0 && line.Length + separator.Length + piece.Length > Width)
            {
                yield return line;
                line = "";
            }
            line += line.Length > 0 ? separator + piece : piece;
        }
        if (line.Length > 0)
            yield return line;
    }
}
