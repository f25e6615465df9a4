using System.CommandLine;
using HpoRunner.Experiments;
using HpoRunner.Terminal;
using HpoRunner.Training;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Surfaces;

namespace HpoRunner.Commands;

/// <summary>
/// A commented experiment file that runs: <c>hpo init data.csv --target COLUMN</c>, <c>hpo init images.idx --labels labels.idx</c>,
/// <c>hpo init --surface NAME</c>.
/// </summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var data = new Argument<string?>("DATA")
        {
            Description = "A CSV file with a header line, or an IDX file of images", Arity = ArgumentArity.ZeroOrOne,
        };
        var target = new Option<string?>("--target") { Description = "The column of a CSV file to predict", HelpName = "COLUMN" };
        var labels = new Option<string?>("--labels")
        {
            Description = "The IDX file of labels that belongs to the images", HelpName = "FILE",
        };
        var surface = new Option<string?>("--surface")
        {
            Description = $"Without data: one of {string.Join(", ", SurfaceFactory.Names)}", HelpName = "NAME",
        };
        var output = RunOptions.File("The file to write (default: the data file's name, or the surface's, with .yaml)", "--output", "-o");
        var command = new Command("init", "Write a commented experiment file for a CSV file, IDX images or a surface")
        {
            data, target, labels, surface, output,
        };
        return command.WithAction(parsed =>
        {
            var asked = new Asked(parsed.GetValue(data), parsed.GetValue(target), parsed.GetValue(labels), parsed.GetValue(surface));
            if (Problem(asked) is { } problem)
            {
                Console.Error.WriteLine($"hpo: {TerminalText.Clean(problem)}");
                return ExitCode.Usage;
            }
            return Write(asked, parsed.GetValue(output));
        });
    }

    private static string? Problem(Asked asked) => asked switch
    {
        { Surface: { } surface } when !SurfaceFactory.Names.Contains(surface) =>
            $"--surface {surface} is not known; allowed: "
            + $"{string.Join(", ", SurfaceFactory.Names)}{NearestName.Hint(surface, SurfaceFactory.Names)}",
        { Surface: not null, Data: null, Target: null, Labels: null } => null,
        { Surface: not null } => "--surface needs no data; leave the file, --target and --labels out",
        { Data: null } => "name a CSV file with --target COLUMN, an IDX file of images with --labels FILE, or --surface NAME",
        { Target: not null, Labels: not null } => "IDX files have no columns; leave --target out, or --labels for a CSV file",
        { Target: null, Labels: null } =>
            "--target COLUMN is needed: which column of the CSV file is to be predicted? (of IDX images: --labels FILE)",
        _ => null,
    };

    private static int Write(Asked asked, string? output)
    {
        var path = Path.GetFullPath(output ?? Path.ChangeExtension(asked.Surface ?? Path.GetFileName(asked.Data!), ".yaml"));
        if (File.Exists(path))
        {
            Console.Error.WriteLine($"hpo: {path} exists already; name another file with -o");
            return ExitCode.Usage;
        }
        File.WriteAllText(
            path, asked.Surface is { } surface
                ? ExperimentTemplate.WriteSurface(surface)
                : ExperimentTemplate.Write(Path.GetFileNameWithoutExtension(path), Read(asked, Path.GetDirectoryName(path)!)));
        Console.Out.WriteLine(output ?? Path.GetRelativePath(Environment.CurrentDirectory, path));
        Console.Error.WriteLine($"next: hpo run {Path.GetRelativePath(Environment.CurrentDirectory, path)}");
        return ExitCode.Done;
    }

    private static TemplateData Read(Asked asked, string folder)
    {
        var settings = new DatasetSettings
        {
            File = Path.GetFullPath(asked.Data!),
            Labels = asked.Labels is { } labels ? Path.GetFullPath(labels) : null, Targets = [asked.Target ?? "label"],
        };
        var dataset = Dataset.Read(settings);
        foreach (var warning in dataset.Warnings)
            Console.Error.WriteLine($"warning: {TerminalText.Clean(warning.ToString())}");
        var isIdx = settings.Labels is not null;
        var contents = isIdx
            ? DatasetContents.Of(dataset, isIdx, 0).Features
            : FormattableString.Invariant($"{dataset.RowCount} rows, {dataset.FeatureColumns.Count + 1} columns");
        return new TemplateData(Relative(settings.File), settings.Targets[0], dataset.Kind, dataset.RowCount, contents)
        {
            Labels = settings.Labels is { } file ? Relative(file) : null,
        };

        string Relative(string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');
    }

    private sealed record Asked(string? Data, string? Target, string? Labels, string? Surface);
}
