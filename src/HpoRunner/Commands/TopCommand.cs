using System.CommandLine;
using System.Globalization;
using HpoRunner.Reports;
using HpoRunner.Reports.Charts;
using HpoRunner.Terminal;

namespace HpoRunner.Commands;

/// <summary><c>hpo top [RUN] [-n 10]</c>: the first of the ranking.</summary>
internal static class TopCommand
{
    /// <summary>What noise allows to say; scores on surfaces are exact.</summary>
    private static readonly TextTable.Column[] Certainty = [new("± error", true), new("chance", true), new("tied")];

    public static Command Create()
    {
        var run = RunOptions.Run();
        var results = RunOptions.Results();
        var json = RunOptions.Json();
        var count = new Option<int>("--count", "-n") { Description = "How many trials", DefaultValueFactory = _ => 10, HelpName = "N" };
        count.Validators.Add(option =>
        {
            if (option.Tokens.Count > 0
                && (!int.TryParse(option.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1))
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
        var isExact = !results.State.Experiment.HasModel;
        TextTable.Column[] columns =
        [
            new("rank", true), new("trial", true), new(results.State.Metric, true),
            .. isExact ? [] : Certainty, new("gap to baseline", true),
            .. searched.Select(name => new TextTable.Column(name, true)),
        ];
        var table = new TextTable(columns);
        foreach (var trial in top)
        {
            var parameters = results.State.AllTrials[trial.Trial].Parameters;
            table.Add(
            [
                trial.Rank.ToString(CultureInfo.InvariantCulture), trial.Trial.ToString(CultureInfo.InvariantCulture),
                Figures.Score(trial.Mean),
                .. isExact ? [] : Sure(trial), trial.GapToBaseline is { } gap ? Gap(gap, trial.Mean) : "",
                .. searched.Select(name => parameters[name]?.ToString() ?? ""),
            ]);
        }
        table.Print("hpo show RUN TRIAL and hpo export have all");
    }

    private static string[] Sure(Ranking.RankedTrial trial) =>
    [
        trial.StandardError is { } error ? Figures.Score(error) : "", trial.ChanceBest is { } chance ? Figures.Percent(chance) : "",
        trial.TiedWithBest ? "yes" : "",
    ];

    /// <summary>As many decimals as its score has; a gap beside a score that they would hide has its own.</summary>
    private static string Gap(double gap, double score) =>
        Math.Abs(gap) is > 0 and < 0.00005 && Math.Abs(score) < 0.001
            ? (gap > 0 ? "+" : "") + Figures.Scientific(gap, 2)
            : Figures.Signed(gap, 4);
}
