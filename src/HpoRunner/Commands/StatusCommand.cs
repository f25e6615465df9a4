using System.CommandLine;
using HpoRunner.Journal;
using HpoRunner.Reports;
using HpoRunner.Reports.Charts;
using HpoRunner.Reports.Tables;
using HpoRunner.Terminal;

namespace HpoRunner.Commands;

/// <summary><c>hpo status [RUN]</c>: how far a run is, also from another terminal while it goes on.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var run = RunOptions.Run();
        var results = RunOptions.Results();
        var json = RunOptions.Json();
        return new Command("status", "How far a run is, while it runs or after") { run, results, json }.WithAction(parsed =>
        {
            var folder = RunOptions.Resolve(parsed.GetValue(run), parsed.GetValue(results));
            var loaded = RunResults.Of(folder);
            if (parsed.GetValue(json))
                Console.Out.Write(SummaryJson.Write(loaded, RunFindings.From(loaded, [], null)));
            else
                Print(loaded, folder);
            return ExitCode.Done;
        });
    }

    private static string Coordinator(RunFolder folder) =>
        RunLock.ReadOwner(folder) is { } owner ? $"process {owner.Pid} on {TerminalText.Clean(owner.Host)}" : "another process";

    private static void Print(RunResults results, RunFolder folder)
    {
        var state = results.State;
        var planned = state.PlannedTrials is { } count ? $" of {count}" : "";
        Console.Out.WriteLine($"{state.Experiment.Name} {state.Header.Run}: {results.StateWord}, "
            + $"{state.Tally.SettledCount}{planned} trials done after {Figures.Duration(state.RunningTime.TotalSeconds)}");
        if (state is { Paused: { } reason, SearchEnd: null, Closed: null })
            Console.Out.WriteLine($"paused: {TerminalText.Clean(reason)}");
        if (results.Ranking.Best is { } best)
            Console.Out.WriteLine($"best trial {best.Trial}: {state.Metric} {TerminalText.ScoreWithError(best.Mean, best.StandardError)}");
        if (results.Ranking.Trials.FirstOrDefault(trial => trial.Trial == results.Ranking.Baseline) is { } baseline)
            Console.Out.WriteLine($"baseline: {Figures.Score(baseline.Mean)}");
        var heard = $"last heard of {state.LastAt:yyyy-MM-dd HH:mm:ss} UTC";
        if (results.Abandoned)
            Console.Out.WriteLine($"{results.Reason}, {heard}; 'hpo resume {RunName.Of(folder)}' goes on");
        else if (state.Closed is null)
            Console.Out.WriteLine($"coordinated by {Coordinator(folder)}, {heard}");
    }
}
