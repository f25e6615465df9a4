using System.CommandLine;
using HpoRunner.Hosting;

namespace HpoRunner.Commands;

/// <summary><c>hpo report [RUN]</c>: everything derived, rebuilt from the journal; also of a run that goes on.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var run = RunOptions.Run();
        var results = RunOptions.Results();
        var command = new Command("report", "Rebuild report, charts and CSV files from the journal") { run, results };
        return command.WithAction(async (parsed, cancellation) =>
        {
            var derived = await RunFiles.WriteAsync(RunOptions.Resolve(parsed.GetValue(run), parsed.GetValue(results)), cancellation);
            foreach (var notice in derived.Notices)
                Console.Error.WriteLine(notice);
            Console.Out.WriteLine(derived.Folder.Report);
            return ExitCode.Done;
        });
    }
}
