using System.CommandLine;
using HpoRunner.Journal;
using HpoRunner.Models;
using HpoRunner.Terminal;

namespace HpoRunner.Commands;

/// <summary><c>hpo predict RUN data.csv [-o FILE]</c>: the winner at work.</summary>
internal static class PredictCommand
{
    private const int CategoriesNamed = 5;

    public static Command Create()
    {
        var run = RunOptions.NeededRun();
        var data = new Argument<string>("DATA") { Description = "A CSV file with the columns that the model was trained on, in any order" };
        var output = new Option<string?>("--output", "-o") { Description = "The file to write (default: stdout)", HelpName = "FILE" };
        var results = RunOptions.Results();
        return new Command("predict", "Predict the rows of a CSV file with a run's winner") { run, data, output, results }.WithAction(parsed =>
        {
            using var model = SavedModel.Open(RunOptions.Resolve(parsed.GetValue(run), parsed.GetValue(results)));
            var predictions = model.Predict(parsed.GetRequiredValue(data));
            foreach (var unknown in predictions.Unknown)
                Console.Error.WriteLine(TerminalText.Clean(Warning(unknown)));
            if (parsed.GetValue(output) is { } file)
                WriteFile(predictions, file);
            else
                predictions.Write(Console.Out);
            return ExitCode.Done;
        });
    }

    private static void WriteFile(Predictions predictions, string file)
    {
        var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        predictions.Write(text);
        RunFile.Write(Path.GetFullPath(file), text.ToString(), shared: true);
    }

    private static string Warning(UnknownCategories unknown)
    {
        var named = string.Join(", ", unknown.Categories.Take(CategoriesNamed).Select(category => $"'{category}'"));
        var more = unknown.Categories.Count > CategoriesNamed ? $" and {unknown.Categories.Count - CategoriesNamed} more" : "";
        return $"warning: column '{unknown.Column}': {unknown.RowCount} {(unknown.RowCount == 1 ? "row has a category" : "rows have categories")} that training did not have, which count as none: {named}{more}";
    }
}
