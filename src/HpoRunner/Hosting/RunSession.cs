using HpoRunner.Experiments;
using HpoRunner.Journal;
using HpoRunner.Reports;
using HpoRunner.Terminal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HpoRunner.Hosting;

/// <summary>From an open journal to the morning summary: hosts the run, writes what is derived from it, and says how it went.</summary>
internal static class RunSession
{
    public static async Task<int> RunAsync(
        OpenJournal journal, LiveState state, string progress, Func<RunAssignment, IHost> buildHost, TimeProvider time,
        CancellationToken cancellation)
    {
        var name = RunName.Of(journal.Folder);
        var view = Views.Create(progress, time, name);
        var assignment = new RunAssignment(journal, state, WorkerCount(state), view, time);
        using var host = buildHost(assignment);
        var service = host.Services.GetRequiredService<RunService>();
        await host.RunAsync(cancellation);
        if (service.Failure is { } failure)
            return Commands.Failure.Report(failure);
        if (service.StoppedNow)
        {
            Console.Error.WriteLine($"stopped; 'hpo resume {name}' goes on, 'hpo report {name}' shows what is there");
            return service.StopCode;
        }
        DerivedFiles derived;
        try
        {
            derived = await RunFiles.WriteAsync(journal.Folder, CancellationToken.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(
                $"hpo: {TerminalText.Clean(exception.Message)}: report and tables are not all there. Nothing is lost, "
                + $"they are made from the journal: mend that, then 'hpo report {name}' writes them");
            return ExitCode.Storage;
        }
        foreach (var notice in derived.Notices)
            Console.Error.WriteLine(notice);
        Print(derived, time);
        return service.Closed!.Outcome switch
        {
            RunOutcome.Finished => ExitCode.Done,
            RunOutcome.Interrupted => service.StopCode,
            _ => ExitCode.NothingSucceeded,
        };
    }

    private static void Print(DerivedFiles derived, TimeProvider time)
    {
        try
        {
            MorningSummary.Print(derived, Console.Out, time);
        }
        catch (IOException exception) // the report is on disk: what nobody can read ends nothing
        {
            Console.Error.WriteLine($"the summary could not be printed: {exception.Message}");
        }
    }

    /// <summary>As many as the experiment says, or as there are cores for their threads.</summary>
    public static int WorkerCount(LiveState state) =>
        state.Settings.Workers.Count ?? Math.Max(1, Environment.ProcessorCount / Math.Max(1, state.Settings.Workers.Threads));
}
