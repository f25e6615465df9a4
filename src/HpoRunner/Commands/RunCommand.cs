using System.CommandLine;
using HpoRunner.Experiments;
using HpoRunner.Hosting;
using HpoRunner.Journal;
using HpoRunner.Storage;
using Microsoft.Extensions.Hosting;

namespace HpoRunner.Commands;

/// <summary><c>hpo run FILE</c>: the sweep.</summary>
internal static class RunCommand
{
    public static Command Create(Func<RunAssignment, IHost> buildHost)
    {
        var file = new Argument<string>("FILE") { Description = "The experiment file" };
        var overrides = new OverrideOptions();
        var results = RunOptions.Results();
        var progress = RunOptions.Progress();
        var command = new Command("run", "Search, rank, refit the winner, and write the report") { file, results, progress };
        overrides.AddTo(command);
        return command.WithAction(
            (parsed, cancellation) =>
                RunAsync(
                    parsed.GetRequiredValue(file), overrides.Read(parsed), parsed.GetValue(results),
                    parsed.GetRequiredValue(progress), buildHost, cancellation));
    }

    private static async Task<int> RunAsync(
        string file, Overrides overrides, string? results, string progress, Func<RunAssignment, IHost> buildHost,
        CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        var reading = ExperimentFile.Read(file, overrides);
        if (ReadingReport.Prepare(reading) is not { } prepared)
            return ExitCode.Usage;
        RunOptions.Catalog(results);
        var folder = RunFolder.ForNewRun(
            RunOptions.ResultsFolder(results), prepared.Experiment.Name, time,
            () => System.Security.Cryptography.RandomNumberGenerator.GetInt32(0x10000));
        var header = RunHeader.Create(folder.Id, prepared, reading.Text, file, time);
        var planned = new LiveState(header);
        OpenFileLimit.Require(RunSession.WorkerCount(planned));
        if (!HasRoom(planned, folder))
            return ExitCode.Storage;
        await using var journal = JournalFile.Create(folder, header, time, JournalTrouble.Settings(header));
        return await RunSession.RunAsync(journal, LiveState.Of(folder.Journal), progress, buildHost, time, cancellation);
    }

    /// <summary>Before anything is made: says what may not fit; false when not even the end of a run would.</summary>
    private static bool HasRoom(LiveState planned, RunFolder folder)
    {
        var (problem, warning) = DiskNeed.Check(planned, DiskReading.FreeAt(folder.Path));
        if (problem is not null)
            Console.Error.WriteLine($"hpo: {folder.Results}: {problem}");
        else if (warning is not null)
            Console.Error.WriteLine($"warning: {warning}");
        return problem is null;
    }
}
