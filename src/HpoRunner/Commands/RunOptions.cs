using System.CommandLine;
using System.CommandLine.Completions;
using HpoRunner.Journal;
using HpoRunner.Workers;

namespace HpoRunner.Commands;

/// <summary>Arguments and options that several commands share.</summary>
internal static class RunOptions
{
    public const string ResultsVariable = "HPO_RESULTS";

    private const string HowNamed = "its folder, 'latest', the beginning of its id, or its last four digits";

    public static Option<string?> Results() =>
        new("--results") { Description = $"Folder of all runs (default: {ResultsVariable}, else ./results)", HelpName = "DIR" };

    public static Argument<string?> Run()
    {
        var run = new Argument<string?>("RUN")
        {
            Description = $"A run: {HowNamed} (default: latest)", Arity = ArgumentArity.ZeroOrOne, HelpName = "RUN",
        };
        run.CompletionSources.Add(Runs);
        return run;
    }

    public static Argument<string> NeededRun(string name = "RUN", string what = "A run")
    {
        var run = new Argument<string>(name) { Description = $"{what}: {HowNamed}", HelpName = name };
        run.CompletionSources.Add(Runs);
        return run;
    }

    public static Argument<int> Trial() => new("TRIAL") { Description = "The trial's number" };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON instead of a table" };

    /// <summary>A file to write, whose folder must be there before any work is done for it.</summary>
    public static Option<string?> File(string description, string name, params string[] aliases)
    {
        var option = new Option<string?>(name, aliases) { Description = description, HelpName = "FILE" };
        option.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<string?>() is not { Length: > 0 } file)
                return;
            var path = Path.GetFullPath(file);
            if (Directory.Exists(path))
                given.AddError($"{name} {file}: this is a folder; name the file in it");
            else if (Path.GetDirectoryName(path) is { } folder && !Directory.Exists(folder))
                given.AddError($"{name} {file}: there is no folder {folder}");
        });
        return option;
    }

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

    /// <summary>What a shell offers for a run.</summary>
    private static IEnumerable<CompletionItem> Runs(CompletionContext context)
    {
        // Help asks, too, for a command line that has no such option.
        var option = context.ParseResult.CommandResult.Command.Options.OfType<Option<string?>>()
            .FirstOrDefault(option => option.Name == "--results");
        var all = new RunCatalog(ResultsFolder(option is null ? null : context.ParseResult.GetValue(option))).List();
        return all.Count == 0
            ? []
            : all.Select(run => new CompletionItem(run.Id, detail: run.ExperimentName))
                .Prepend(new CompletionItem(RunFolder.LatestName, detail: "the newest run"));
    }

    /// <summary>
    /// The runs of a results folder. If a run's coordinator, its workers and their guard were all killed at once, nobody is left to end
    /// what their trainers had started: so every command that looks for runs does, for all runs that it could find.
    /// </summary>
    public static RunCatalog Catalog(string? results)
    {
        var root = ResultsFolder(results);
        if (System.IO.File.Exists(root))
            throw new RunNotFoundException($"{root} is a file; --results and {ResultsVariable} name the folder of all runs");
        var catalog = new RunCatalog(root);
        EndLeftovers(catalog.List);
        return catalog;
    }

    /// <summary>The run that is meant; it may lie outside of the results folder.</summary>
    public static RunFolder Resolve(string? run, string? results)
    {
        var folder = Catalog(results).Resolve(run);
        EndLeftovers(() => [folder]);
        return folder;
    }

    private static void EndLeftovers(Func<IReadOnlyList<RunFolder>> runs)
    {
        // Almost always nothing of any run is alive, and no folder need be looked at.
        var alive = FamilyMark.RunsAlive();
        if (alive.Count == 0)
            return;
        foreach (var folder in runs().Where(folder => alive.Contains(FamilyMark.OfRun(folder.Path))))
            RunLock.TryWhileFree(folder, () => EndLeftovers(folder));
    }

    private static void EndLeftovers(RunFolder folder)
    {
        var ended = FamilyMark.KillLeftovers(folder.Path);
        if (ended.Count > 0)
            Console.Error.WriteLine($"ended what a killed coordinator of {folder.Id} had left alive: process {string.Join(", ", ended)}");
    }
}
