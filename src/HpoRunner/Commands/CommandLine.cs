using System.CommandLine;
using HpoRunner.Hosting;
using HpoRunner.Terminal;
using Microsoft.Extensions.Hosting;

namespace HpoRunner.Commands;

/// <summary>The commands of <c>hpo</c> and what is common to them: usage errors exit 2, known failures read as one sentence.</summary>
internal static class CommandLine
{
    public static RootCommand Build(Func<RunAssignment, IHost> buildHost)
    {
        var root = new RootCommand("Searches hyperparameters overnight: every result on disk, honest ranking, one offline report.");
        // Shells ask in a way of our own (Completions).
        root.Directives.Clear();
        foreach (var command in (Command[])
        [
            RunCommand.Create(buildHost), ResumeCommand.Create(buildHost),
            ValidateCommand.Create(), PlanCommand.Create(), InitCommand.Create(),
            ListCommand.Create(), StatusCommand.Create(), TopCommand.Create(), ShowCommand.Create(), ReportCommand.Create(),
            CompareCommand.Create(), ExportCommand.Create(), PredictCommand.Create(), CompletionCommand.Create(),
            LogsCommand.Create(), .. SteerCommands.Create(),
            VerifyCommand.Create(), SchemaCommand.Create(), CheckGradientsCommand.Create(), DoctorCommand.Create(),
        ])
            root.Subcommands.Add(command);
        root.SetAction(parsed =>
        {
            Console.Error.WriteLine("hpo: a command is needed; 'hpo run FILE' starts a search, 'hpo --help' lists them all");
            return ExitCode.Usage;
        });
        return root;
    }

    /// <summary>What is wrong with the command line, one line each.</summary>
    public static int ReportUsage(ParseResult parsed, IEnumerable<string> errors)
    {
        foreach (var error in errors)
            Console.Error.WriteLine($"hpo: {TerminalText.Clean(error)}");
        var command = parsed.CommandResult.Command;
        Console.Error.WriteLine(command is RootCommand ? "see 'hpo --help'" : $"see 'hpo {command.Name} --help'");
        return ExitCode.Usage;
    }

    /// <summary>A command with its action; exceptions go to <see cref="Program"/>, which ends them as a message and an exit code.</summary>
    public static Command WithAction(this Command command, Func<ParseResult, CancellationToken, Task<int>> action)
    {
        command.SetAction(action);
        return command;
    }

    public static Command WithAction(this Command command, Func<ParseResult, int> action) =>
        command.WithAction((parsed, _) => Task.FromResult(action(parsed)));
}
