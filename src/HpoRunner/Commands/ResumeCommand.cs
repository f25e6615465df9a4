using System.CommandLine;
using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Hosting;
using HpoRunner.Journal;
using HpoRunner.Reports.Charts;
using HpoRunner.Steering;
using HpoRunner.Terminal;
using HpoRunner.Training.Datasets;
using Microsoft.Extensions.Hosting;

namespace HpoRunner.Commands;

/// <summary><c>hpo resume [RUN]</c>: goes on exactly where the journal ends; new limits and workers are allowed, nothing else.</summary>
internal static class ResumeCommand
{
    public static Command Create(Func<RunAssignment, IHost> buildHost)
    {
        var run = RunOptions.Run();
        var limits = new OverrideOptions();
        var verbose = new Option<bool>("--verbose") { Description = "Say of each evaluation why it is reused or done again" };
        var results = RunOptions.Results();
        var progress = RunOptions.Progress();
        var command = new Command("resume", "Go on with an interrupted or killed run, or give a finished one more trials")
        {
            run, verbose, results, progress,
        };
        limits.AddLimitsTo(command);
        return command.WithAction((parsed, cancellation) => RunAsync(
            RunOptions.Resolve(parsed.GetValue(run), parsed.GetValue(results)), limits.ReadLimits(parsed),
            parsed.GetValue(verbose), parsed.GetRequiredValue(progress), buildHost, cancellation));
    }

    private static async Task<int> RunAsync(
        RunFolder folder, Overrides overrides, bool verbose, string progress, Func<RunAssignment, IHost> buildHost,
        CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        var (limits, workers, errors) = ExperimentFile.ReadLimits(overrides);
        Tell(errors.Select(error => error.ToText("hpo resume")));
        if (errors.Count > 0)
            return ExitCode.Usage;
        LiveState? state = null;
        using var account = new ResumeAccount(folder);
        await using var journal = JournalFile.OpenForAppend(folder, time, entry =>
        {
            state ??= new LiveState((RunStarted)entry.Event, trial => account.Add(trial, state!));
            state.Apply(entry);
        }, JournalTrouble.Settings);
        if (journal.Torn is { } torn)
            Console.Error.WriteLine($"the last record was torn by a crash and cut off: {torn}");
        var edit = ExperimentEdit.Of(folder, state!);
        Tell(edit.Problems);
        if (edit.Problems.Count > 0)
            return ExitCode.Usage;
        Tell(ExperimentEdit.NotTakenUp(folder, state!));
        var wishes = new WishFolder(folder, time);
        var retriesFailed = HasRetry(wishes);
        if (state!.Closed?.Outcome == RunOutcome.Finished && !retriesFailed
            && await AnswerFinishedAsync(folder, state, limits, edit, cancellation) is { } answer)
            return answer;
        OpenFileLimit.Require(workers ?? RunSession.WorkerCount(state));
        CheckData(state.Header);
        if (edit.Changes.Count > 0)
            Console.Error.WriteLine($"taken up from {Path.GetFileName(folder.ExperimentFile)}: {string.Join(", ", edit.Changes)}");
        account.Give(state, retriesFailed, verbose, Console.Error);
        state.Apply(await journal.Writer.Append(Resumed(state, edit, limits, workers, time)));
        if (retriesFailed)
            state.Apply(await journal.Writer.Append(new FailedReopened()));
        foreach (var granted in wishes.Pending())
            wishes.Remove(granted);
        return await RunSession.RunAsync(journal, state, progress, buildHost, time, cancellation);
    }

    private static void Tell(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Console.Error.WriteLine(TerminalText.Clean(line));
    }

    /// <summary>Whether failed evaluations are to be tried again.</summary>
    private static bool HasRetry(WishFolder wishes)
    {
        // The rest were meant for the coordinator that is gone: who resumes wants the run to go on.
        foreach (var stale in wishes.Pending().Where(file => file.Wish is not RetryFailedWish))
            wishes.Remove(stale);
        return wishes.Pending().Any(file => file.Wish is RetryFailedWish);
    }

    /// <summary>What a finished run that gets nothing new ends with; null when it gets something.</summary>
    private static async Task<int?> AnswerFinishedAsync(
        RunFolder folder, LiveState state, BudgetSettings limits, ExperimentEdit edit, CancellationToken cancellation)
    {
        if (limits is { Trials: { } trials, Time: null, Until: null } && trials <= Proposed(state))
        {
            Console.Error.WriteLine(
                $"hpo: --trials {trials}: {folder.Id} is finished with {Figures.Count(Proposed(state), "trial")} beside the baseline, "
                + "and --trials counts all of them; give a larger number");
            return ExitCode.Usage;
        }
        if (limits.HasLimit || edit.ChangesLimit)
            return null;
        // Killed after the last record and before its report: the files are all that is missing.
        if (RunFiles.AreStale(folder))
            await RunFiles.WriteAsync(folder, cancellation);
        Console.Error.WriteLine($"{folder.Id} is finished; give it more with --trials, --for or --until");
        return ExitCode.Done;
    }

    /// <summary>Trials that <c>--trials</c> counts.</summary>
    private static int Proposed(LiveState state) => state.TrialCount - (state.Baseline is null ? 0 : 1);

    /// <summary>
    /// What this opening changes: limits of the command line replace those there were; of the file's, those that were edited.
    /// </summary>
    private static RunResumed Resumed(LiveState state, ExperimentEdit edit, BudgetSettings limits, int? workers, TimeProvider time)
    {
        var edited = edit.Applied(state.Settings.Budget);
        var budget = limits.HasLimit ? limits with { MaxFailed = edited.MaxFailed, Disk = edited.Disk } : edited;
        var isNewClock = limits.Until is not null || budget.Until != state.Settings.Budget.Until;
        var until =
            isNewClock && budget.Until is { } clock ? ClockTime.Next(clock, time.GetUtcNow(), time.LocalTimeZone)
            : budget.Until is null ? null
            : state.Settings.Until;
        var settings = edit.Applied(state.Settings.Workers);
        var isNewBudget = limits.HasLimit || budget != state.Settings.Budget;
        return new RunResumed(
            Environment.MachineName, Environment.ProcessId, RunHeader.Version,
            isNewBudget ? budget : null,
            isNewBudget ? until : null, workers,
            settings == state.Settings.Workers ? null : settings, edit.File);
    }

    /// <summary>The data must be what they were, to the byte; else results old and new could not be compared.</summary>
    private static void CheckData(RunStarted header)
    {
        var prepared = PreparedExperiment.Read(header.Experiment);
        if (prepared.Dataset.Hash != header.DataHash)
            throw new DataChangedException(FilesOf(header.Experiment.Dataset), header.DataHash, prepared.Dataset.Hash);
    }

    /// <summary>One hash stands for an IDX pair.</summary>
    private static string FilesOf(DatasetSettings dataset) => dataset.Labels is { } labels ? $"{dataset.File} or {labels}" : dataset.File;
}
