using System.CommandLine;
using HpoRunner.Journal;

namespace HpoRunner.Commands;

/// <summary>Arguments and options that several commands share.</summary>
internal static class RunOptions
{
    public const string ResultsVariable = "HPO_RESULTS";

    public static Option<string?> Results() =>
        new("--results") { Description = $"Folder of all runs (default: {ResultsVariable}, else ./results)", HelpName = "DIR" };

    public static Argument<string?> Run() =>
        new("RUN") { Description = "A run: its folder, 'latest', the beginning of its id, or its last four digits (default: latest)", Arity = ArgumentArity.ZeroOrOne };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON instead of a table" };

    public static Option<string> Progress()
    {
        var option = new Option<string>("--progress") { Description = "How to show progress on stderr", DefaultValueFactory = _ => "auto" };
        option.AcceptOnlyFromAmong("auto", "live", "plain", "json", "none");
        return option;
    }

    /// <summary>The option, the environment variable, or <c>results</c> in the current folder.</summary>
    public static string ResultsFolder(string? option)
    {
        var variable = Environment.GetEnvironmentVariable(ResultsVariable);
        return Path.GetFullPath(!string.IsNullOrEmpty(option) ? option : !string.IsNullOrEmpty(variable) ? variable : "results");
    }

    public static RunFolder Resolve(string? run, string? results) => new RunCatalog(ResultsFolder(results)).Resolve(run);
}
