using System.CommandLine;
using System.Globalization;
using HpoRunner.Journal;
using HpoRunner.Reports;
using HpoRunner.Reports.Charts;
using HpoRunner.Reports.Tables;
using HpoRunner.Terminal;

namespace HpoRunner.Commands;

/// <summary><c>hpo show RUN TRIAL</c>: one trial with its folds.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var run = RunOptions.NeededRun();
        var trial = RunOptions.Trial();
        var results = RunOptions.Results();
        var json = RunOptions.Json();
        return new Command("show", "One trial: its parameters, folds and scores") { run, trial, results, json }.WithAction(parsed =>
        {
            var loaded = RunResults.Of(RunOptions.Resolve(parsed.GetValue(run), parsed.GetValue(results)));
            var number = parsed.GetValue(trial);
            if (number < 0 || number >= loaded.State.AllTrials.Count)
            {
                var last = loaded.State.AllTrials.Count - 1;
                Console.Error.WriteLine($"hpo: there is no trial {number}; {loaded.State.Header.Run} has "
                    + (last < 0 ? "none yet" : last == 0 ? "trial 0 alone" : $"trials 0 to {last}"));
                return ExitCode.Usage;
            }
            if (parsed.GetValue(json))
                PrintJson(loaded, loaded.State.AllTrials[number]);
            else
                Print(loaded, loaded.State.AllTrials[number]);
            return ExitCode.Done;
        });
    }

    private static void Print(RunResults results, TrialState trial)
    {
        var state = results.State;
        var ranked = results.Ranking.Trials.FirstOrDefault(other => other.Trial == trial.Number);
        Console.Out.WriteLine(
            $"trial {trial.Number} of {state.Experiment.Name} {state.Header.Run}: {Words.Of(state.StatusOf(trial))}, "
            + $"{Words.Of(trial.Origin)}{(ranked is null ? "" : $", rank {ranked.Rank}")}");
        foreach (var (name, value) in trial.Parameters.Entries)
            Console.Out.WriteLine($"  {TerminalText.Clean(name),-16} {TerminalText.Clean(value.ToString())}");
        if (trial.Infeasible is { } broken)
            Console.Out.WriteLine($"  never started: it breaks the constraint {TerminalText.Clean(broken)}");
        PrintFolds(state, trial);
        if (ranked is null)
            return;
        var tested = results.TestScore(trial.Number) is { } test ? $", on the test rows {Figures.Score(test)}" : "";
        Console.Out.WriteLine($"  mean {TerminalText.ScoreWithError(ranked.Mean, ranked.StandardError)}{tested}");
    }

    private static void PrintFolds(RunState state, TrialState trial)
    {
        var metrics = EvaluationsCsv.MetricColumns(state);
        TextTable.Column[] columns =
        [
            new(state.Experiment.HasModel ? "fold" : "repeat", true), new("state"), new("attempts", true), new("epochs", true),
            new("seconds", true),
            .. metrics.Select(metric => new TextTable.Column(metric, true)),
        ];
        var table = new TextTable(columns);
        var decimals = trial.Slots.Max(slot => slot.Seconds) < 1 ? 4 : 2;
        for (var i = 0; i < trial.Slots.Count; i++)
        {
            var slot = trial.Slots[i];
            table.Add(
            [
                (i + 1).ToString(CultureInfo.InvariantCulture),
                slot.Outcome is { } outcome ? Words.Of(outcome) : slot.IsRunning ? "running" : "waiting",
                slot.Attempts.ToString(CultureInfo.InvariantCulture),
                slot.Epochs.ToString(CultureInfo.InvariantCulture),
                Figures.Fixed(slot.Seconds, decimals),
                .. metrics.Select(metric => slot.Metrics.TryGetValue(metric, out var value) ? Figures.Score(value) : ""),
            ]);
        }
        table.Print("--json has all");
        foreach (var message in trial.Slots.Select(slot => slot.Message).OfType<string>().Distinct())
            Console.Out.WriteLine("  " + TerminalText.CleanLines(message));
    }

    private static void PrintJson(RunResults results, TrialState trial) => JsonOutput.Print(new
    {
        trial = trial.Number,
        state = results.State.StatusOf(trial),
        origin = trial.Origin,
        parameters = trial.Parameters,
        infeasible = trial.Infeasible,
        mean = trial.Mean,
        testScore = results.TestScore(trial.Number),
        folds = trial.Slots.Select(slot => new
        {
            state = slot.Outcome, slot.Attempts, slot.Epochs, slot.Seconds, slot.Metrics, slot.Message,
        }),
    });
}
