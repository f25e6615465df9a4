using System.CommandLine;
using System.Globalization;
using HpoRunner.Journal;
using HpoRunner.Reports;
using HpoRunner.Reports.Tables;

namespace HpoRunner.Commands;

/// <summary><c>hpo export [RUN] --format csv|json [-o FILE]</c>: one table of all trials with everything, for other programs.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var run = RunOptions.Run();
        var results = RunOptions.Results();
        var format = new Option<string>("--format") { Description = "What to write", DefaultValueFactory = _ => "csv" };
        format.AcceptOnlyFromAmong("csv", "json");
        var output = RunOptions.File("The file to write (default: stdout)", "--output", "-o");
        return new Command("export", "All trials with everything that is known of them, as CSV or JSON")
        {
            run, format, output, results,
        }.WithAction(parsed =>
        {
            var loaded = RunResults.Of(RunOptions.Resolve(parsed.GetValue(run), parsed.GetValue(results)));
            var text = new StringWriter(CultureInfo.InvariantCulture);
            if (parsed.GetValue(format) == "json")
                TrialsExport.WriteJson(loaded, text);
            else
                TrialsExport.WriteCsv(loaded, text);
            if (parsed.GetValue(output) is { } file)
                RunFile.Write(Path.GetFullPath(file), text.ToString(), shared: true);
            else
                Console.Out.Write(text);
            return ExitCode.Done;
        });
    }
}
