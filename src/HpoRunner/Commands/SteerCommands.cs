using System.CommandLine;
using HpoRunner.Experiments;
using HpoRunner.Journal;
using HpoRunner.Reports.Charts;
using HpoRunner.Steering;
using HpoRunner.Terminal;

namespace HpoRunner.Commands;

/// <summary>
/// Commands that steer a run from another terminal: <c>stop</c>, <c>finish</c>, <c>skip</c>, <c>retry</c> and <c>workers</c>. Each leaves a
/// request in the run's folder, for its coordinator to take up within a second; without a coordinator there is nobody to ask, and
/// they say so.
/// </summary>
internal static class SteerCommands
{
    public static IEnumerable<Command> Create() => [Stop(), Finish(), Skip(), Retry(), Workers()];

    private static Command Stop()
    {
        var (run, results) = (RunOptions.Run(), RunOptions.Results());
        var now = new Option<bool>("--now") { Description = "Do not wait for what runs" };
        return new Command("stop", "End a run so that it can be resumed: what runs is finished first") { run, now, results }.WithAction(
            parsed =>
                Ask(
                    RunOptions.Resolve(parsed.GetValue(run), parsed.GetValue(results)), new StopWish(parsed.GetValue(now)),
                    parsed.GetValue(now) ? "stops now" : "finishes what runs and stops"));
    }

    private static Command Finish()
    {
        var (run, results) = (RunOptions.Run(), RunOptions.Results());
        return new Command("finish", "Search no more, but refit, test and report") { run, results }.WithAction(parsed =>
            Ask(
                RunOptions.Resolve(parsed.GetValue(run), parsed.GetValue(results)), new FinishWish(),
                "ends its search, then refits, tests and reports"));
    }

    private static Command Skip()
    {
        var (run, trial, results) = (RunOptions.NeededRun(), RunOptions.Trial(), RunOptions.Results());
        return new Command("skip", "Spend no more time on a trial") { run, trial, results }.WithAction(parsed =>
        {
            var folder = RunOptions.Resolve(parsed.GetRequiredValue(run), parsed.GetValue(results));
            var number = parsed.GetRequiredValue(trial);
            var state = RunState.Load(folder.Journal);
            if (number < 0 || number >= state.AllTrials.Count)
                return Refuse($"there is no trial {number} yet; {folder.Id} has trials 0 to {state.AllTrials.Count - 1}");
            if (state.AllTrials[number].IsSettled)
                return Refuse($"trial {number} is {Reports.Words.Of(state.AllTrials[number].Status)} already; there is nothing to skip");
            return Ask(folder, new SkipWish(number), $"skips trial {number}");
        });
    }

    private static Command Retry()
    {
        var (run, results) = (RunOptions.NeededRun(), RunOptions.Results());
        var failed = new Option<bool>("--failed") { Description = "Every evaluation that failed for good", Required = true };
        return new Command("retry", "Try failed evaluations again") { run, failed, results }.WithAction(parsed =>
        {
            var folder = RunOptions.Resolve(parsed.GetRequiredValue(run), parsed.GetValue(results));
            var count = RunState.Load(folder.Journal).FailedEvaluations().Count();
            if (count == 0)
                return Refuse($"no evaluation of {folder.Id} has failed for good");
            var effect = $"tries {Figures.Count(count, "failed evaluation")} again";
            if (RunLock.IsHeld(folder))
                return Ask(folder, new RetryFailedWish(), effect);
            new WishFolder(folder, TimeProvider.System).Ask(new RetryFailedWish());
            Console.Out.WriteLine($"nobody coordinates {folder.Id} now; 'hpo resume {RunName.Of(folder)}' {effect}");
            return ExitCode.Done;
        });
    }

    private static Command Workers()
    {
        var (run, count, results) = (
            RunOptions.NeededRun(), new Argument<int>("N") { Description = "Worker processes from now on" },
            RunOptions.Results());
        return new Command("workers", "Change the number of workers of a run that goes on") { run, count, results }.WithAction(parsed =>
        {
            var number = parsed.GetRequiredValue(count);
            return number is < 1 or > WorkerSettings.MostWorkers
                ? Refuse($"{number} workers: allowed are 1 to {WorkerSettings.MostWorkers}")
                : Ask(
                    RunOptions.Resolve(parsed.GetRequiredValue(run), parsed.GetValue(results)), new WorkersWish(number),
                    $"goes on with {Figures.Count(number, "worker")}");
        });
    }

    private static int Ask(RunFolder folder, Wish wish, string effect)
    {
        if (!RunLock.IsHeld(folder))
            return Refuse(NobodyToAsk(folder, wish));
        new WishFolder(folder, TimeProvider.System).Ask(wish);
        Console.Out.WriteLine($"asked: {folder.Id} {effect}");
        return ExitCode.Done;
    }

    private static string NobodyToAsk(RunFolder folder, Wish wish)
    {
        var name = RunName.Of(folder);
        if (LiveState.Of(folder.Journal).Closed is { Outcome: RunOutcome.Finished })
            return $"{folder.Id} is finished, so there is nobody to ask; 'hpo resume {name} --trials N' gives it more";
        return $"nobody coordinates {folder.Id} now, so there is nobody to ask; " + wish switch
        {
            FinishWish => $"'hpo resume {name} --for 1s' refits, tests and reports what is there",
            WorkersWish { Count: var count } => $"'hpo resume {name} --workers {count}' goes on with as many",
            _ => $"'hpo resume {name}' goes on with it",
        };
    }

    private static int Refuse(string why)
    {
        Console.Error.WriteLine($"hpo: {why}");
        return ExitCode.Usage;
    }
}
