using System.CommandLine;
using System.Globalization;
using HpoRunner.Journal;
using HpoRunner.Reports;
using HpoRunner.Reports.Charts;
using HpoRunner.Terminal;

namespace HpoRunner.Commands;

/// <summary><c>hpo list</c>: all runs, newest first.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var results = RunOptions.Results();
        var json = RunOptions.Json();
        return new Command("list", "All runs, newest first") { results, json }.WithAction(parsed =>
        {
            var rows = RunOptions.Catalog(parsed.GetValue(results)).List().Select(Row.Of).ToList();
            if (parsed.GetValue(json))
                JsonOutput.Print(rows);
            else if (rows.Count == 0)
                Console.Error.WriteLine($"no runs in {RunOptions.ResultsFolder(parsed.GetValue(results))}; 'hpo run FILE' starts one");
            else
                Print(rows);
            return ExitCode.Done;
        });
    }

    private static void Print(IEnumerable<Row> rows)
    {
        var table = new TextTable(
            new("run"), new("experiment"), new("state"), new("trials", true), new("metric"), new("best", true),
            new("trial", true));
        foreach (var row in rows)
        {
            table.Add(
                row.Run, row.Experiment, row.State, row.Trials.ToString(CultureInfo.InvariantCulture), row.Metric,
                row.Best is { } best ? Figures.Score(best) : "", row.BestTrial?.ToString(CultureInfo.InvariantCulture) ?? "");
        }
        table.Print("--json has all");
    }

    private sealed record Row(string Run, string Experiment, string State, int Trials, string Metric, double? Best, int? BestTrial)
    {
        /// <summary>A journal that is damaged or may not be read is a row that says so; it must not hide the other runs.</summary>
        public static Row Of(RunFolder folder)
        {
            try
            {
                var results = RunResults.Of(folder);
                var best = results.Ranking.Best;
                return new(
                    folder.Id, folder.ExperimentName, results.StateWord, results.State.Tally.SettledCount, results.State.Metric,
                    best?.Mean, best?.Trial);
            }
            catch (JournalException)
            {
                return new(folder.Id, folder.ExperimentName, "damaged: hpo verify", 0, "", null, null);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                return new(folder.Id, folder.ExperimentName, "cannot be read", 0, "", null, null);
            }
        }
    }
}
