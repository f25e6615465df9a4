using System.CommandLine;
using HpoRunner.Experiments;
using HpoRunner.Terminal;
using HpoRunner.Training.Datasets;

namespace HpoRunner.Commands;

/// <summary><c>hpo init data.csv --target COLUMN</c>: a commented experiment file that runs.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var data = new Argument<string>("DATA") { Description = "A CSV file with a header line" };
        var target = new Option<string>("--target") { Description = "The column to predict", Required = true, HelpName = "COLUMN" };
        var output = new Option<string?>("--output", "-o") { Description = "The file to write (default: the data file's name with .yaml)", HelpName = "FILE" };
        return new Command("init", "Write a commented experiment file for a CSV file") { data, target, output }.WithAction(parsed =>
            Write(parsed.GetRequiredValue(data), parsed.GetRequiredValue(target), parsed.GetValue(output)));
    }

    private static int Write(string data, string target, string? output)
    {
        var path = Path.GetFullPath(output ?? Path.ChangeExtension(Path.GetFileName(data), ".yaml"));
        if (File.Exists(path))
        {
            Console.Error.WriteLine($"hpo: {path} exists already; name another file with -o");
            return ExitCode.Usage;
        }
        var dataset = Dataset.Read(new DatasetSettings { File = Path.GetFullPath(data), Targets = [target] });
        foreach (var warning in dataset.Warnings)
            Console.Error.WriteLine($"warning: {TerminalText.Clean(warning.ToString())}");
        var relative = Path.GetRelativePath(Path.GetDirectoryName(path)!, Path.GetFullPath(data)).Replace('\\', '/');
        var text = ExperimentTemplate.Write(
            Path.GetFileNameWithoutExtension(path), relative, target, dataset.Kind, dataset.RowCount, dataset.FeatureColumns.Count + 1);
        File.WriteAllText(path, text);
        Console.Out.WriteLine(output ?? Path.GetRelativePath(Environment.CurrentDirectory, path));
        Console.Error.WriteLine($"next: hpo run {Path.GetRelativePath(Environment.CurrentDirectory, path)}");
        return ExitCode.Done;
    }
}
