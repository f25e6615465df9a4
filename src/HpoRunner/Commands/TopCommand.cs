using System.CommandLine;
using System.Globalization;
using HpoRunner.Reports;
using HpoRunner.Reports.Charts;
using HpoRunner.Terminal;

namespace HpoRunner.Commands;

/// <summary><c>hpo top [RUN] [-n 10]</c>: the first of the ranking.</summary>
internal static class TopCommand
{
    public static Command Create()
    {
        var run = RunOptions.Run();
        var results = RunOptions.Results();
        var json = RunOptions.Json();
        var count = new Option<int>("--count", "-n") { Description = "How many trials", DefaultValueFactory = _ => 10, HelpName = "N" };
        count.Validators.Add(option =>
        {
            if (option.Tokens.Count > 0 && (!int.TryParse(option.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1))
                option.AddError($"-n {option.Tokens[0].Value}: a whole number from 1 is needed");
        });
        return new Command("top", "The best trials of a run") { run, count, results, json }.WithAction(parsed =>
        {
            var loaded = RunResults.Of(RunOptions.Resolve(parsed.GetValue(run), parsed.GetValue(results)));
            var top = loaded.Ranking.Trials.Take(parsed.GetValue(count)).ToList();
            if (parsed.GetValue(json))
            {
                JsonOutput.Print(top.Select(trial => new
                {
                    trial.Rank, trial.Trial, trial.Mean, trial.StandardError, trial.Low, trial.High, trial.CorrectedScore,
                    trial.ChanceBest, trial.TiedWithBest, trial.GapToBaseline, loaded.State.AllTrials[trial.Trial].Parameters,
                }));
            }
            else if (top.Count == 0)
            {
                Console.Error.WriteLine("no trial has completed yet");
            }
            else
            {
                Print(loaded, top);
            }
            return ExitCode.Done;
        });
    }

    private static void Print(RunResults results, IReadOnlyList<Ranking.RankedTrial> top)
    {
        var searched = results.State.Experiment.Searched.Select(parameter => parameter.Name).ToList();
        TextTable.Column[] columns =
        [
            new("rank", true), new("trial", true), new(results.State.Metric, true), new("± error", true), new("chance", true), new("tied"), new("gap to baseline", true),
            .. searched.Select(name => new TextTable.Column(name, true)),
        ];
        var table = new TextTable(columns);
        foreach (var trial in top)
        {
            var parameters = results.State.AllTrials[trial.Trial].Parameters;
            table.Add(
            [
                trial.Rank.ToString(CultureInfo.InvariantCulture), trial.Trial.ToString(CultureInfo.InvariantCulture), TerminalText.Score(trial.Mean),
                trial.StandardError is { } error ? TerminalText.Score(error) : "", trial.ChanceBest is { } chance ? Figures.Percent(chance) : "",
                trial.TiedWithBest ? "yes" : "", trial.GapToBaseline is { } gap ? Figures.Signed(gap, 4) : "",
                .. searched.Select(name => parameters[name]?.ToString() ?? ""),
            ]);
        }
        table.Write(Console.Out);
    }
}
