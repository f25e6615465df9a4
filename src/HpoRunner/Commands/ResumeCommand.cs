using System.CommandLine;
using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Hosting;
using HpoRunner.Journal;
using HpoRunner.Reports;
using HpoRunner.Steering;
using HpoRunner.Terminal;
using Microsoft.Extensions.Hosting;

namespace HpoRunner.Commands;

/// <summary><c>hpo resume [RUN]</c>: goes on exactly where the journal ends; new limits and workers are allowed, nothing else.</summary>
internal static class ResumeCommand
{
    public static Command Create(Func<RunAssignment, IHost> buildHost)
    {
        var run = RunOptions.Run();
        var limits = new OverrideOptions();
        var results = RunOptions.Results();
        var progress = RunOptions.Progress();
        var command = new Command("resume", "Go on with an interrupted or killed run, or give a finished one more trials") { run, results, progress };
        limits.AddLimitsTo(command);
        return command.WithAction((parsed, cancellation) => RunAsync(
            RunOptions.Resolve(parsed.GetValue(run), parsed.GetValue(results)), limits.ReadLimits(parsed), parsed.GetRequiredValue(progress), buildHost, cancellation));
    }

    private static async Task<int> RunAsync(
        RunFolder folder, Overrides overrides, string progress, Func<RunAssignment, IHost> buildHost, CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        var (budget, workers, errors) = ExperimentFile.ReadLimits(overrides);
        foreach (var error in errors)
            Console.Error.WriteLine(TerminalText.Clean(error.ToText("hpo resume")));
        if (errors.Count > 0)
            return ExitCode.Usage;
        RunState? state = null;
        await using var journal = JournalFile.OpenForAppend(folder, time, entry =>
        {
            state ??= new RunState((RunStarted)entry.Event);
            state.Apply(entry);
        }, JournalTrouble.Settings);
        if (journal.Torn is { } torn)
            Console.Error.WriteLine($"the last record was torn by a crash and cut off: {torn}");
        var edit = ExperimentEdit.Of(folder, state!.Header);
        foreach (var problem in edit.Problems)
            Console.Error.WriteLine(TerminalText.Clean(problem));
        if (edit.Problems.Count > 0)
            return ExitCode.Usage;
        (budget, workers) = (budget.HasLimit ? budget : edit.Budget ?? budget, workers ?? edit.Workers);
        var wishes = new WishFolder(folder, time);
        var retriesFailed = wishes.Pending().Any(file => file.Wish is RetryFailedWish);
        // The rest were meant for the coordinator that is gone: who resumes wants the run to go on.
        foreach (var stale in wishes.Pending().Where(file => file.Wish is not RetryFailedWish))
            wishes.Remove(stale);
        if (state.Closed?.Outcome == RunOutcome.Finished && !budget.HasLimit && !retriesFailed)
        {
            // Killed after the last record and before its report: the files are all that is missing.
            if (!File.Exists(folder.Report) || File.GetLastWriteTimeUtc(folder.Report) < File.GetLastWriteTimeUtc(folder.Journal))
                await DerivedFiles.WriteAsync(folder, cancellation);
            Console.Error.WriteLine($"{folder.Id} is finished; give it more with --trials, --for or --until");
            return ExitCode.Done;
        }
        CheckData(state.Header);
        var newBudget = budget.HasLimit ? budget with { MaxFailed = edit.Budget?.MaxFailed ?? state.Budget.MaxFailed } : null;
        var until = newBudget?.Until is { } clock ? ClockTime.Next(clock, time.GetUtcNow(), time.LocalTimeZone) : (DateTimeOffset?)null;
        state.Apply(await journal.Writer.Append(
            new RunResumed(Environment.MachineName, Environment.ProcessId, RunHeader.Version, newBudget, until, workers)));
        if (retriesFailed)
            state.Apply(await journal.Writer.Append(new FailedReopened()));
        foreach (var granted in wishes.Pending())
            wishes.Remove(granted);
        SayWhatIsReused(state);
        return await RunSession.RunAsync(journal, state, progress, buildHost, time, cancellation);
    }

    /// <summary>Which evaluations stand as they are, and why others are done again.</summary>
    private static void SayWhatIsReused(RunState state)
    {
        var slots = state.AllTrials.SelectMany(trial => trial.Slots).ToList();
        var reused = slots.Count(slot => slot.Outcome is not null);
        var interrupted = slots.Count(slot => slot.Outcome is null && slot.Attempts > 0 && slot.ChargedFailures == 0);
        var retried = slots.Count(slot => slot.Outcome is null && slot.ChargedFailures > 0);
        Console.Error.WriteLine($"{reused} evaluations are on disk and reused; {interrupted} were interrupted and {retried} had failed: these are done again; {slots.Count - reused - interrupted - retried} of the trials so far were not begun");
    }

    /// <summary>The data must be what they were, to the byte; else results old and new could not be compared.</summary>
    private static void CheckData(RunStarted header)
    {
        var prepared = PreparedExperiment.Read(header.Experiment);
        if (prepared.Dataset.Hash != header.DataHash)
            throw new DataChangedException(header.Experiment.Dataset.File, header.DataHash, prepared.Dataset.Hash);
    }
}
