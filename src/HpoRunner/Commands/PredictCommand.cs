using System.CommandLine;
using HpoRunner.Journal;
using HpoRunner.Models;
using HpoRunner.Terminal;

namespace HpoRunner.Commands;

/// <summary>
/// <c>hpo predict RUN data.csv [--trial N] [-o FILE]</c>: the winner at work, or the mean of the models of a trial's folds.
/// </summary>
internal static class PredictCommand
{
    private const int CategoriesNamed = 5;

    public static Command Create()
    {
        var run = RunOptions.NeededRun();
        var data = new Argument<string>("DATA") { Description = "A CSV file with the columns that the model was trained on, in any order" };
        var output = RunOptions.File("The file to write (default: stdout)", "--output", "-o");
        var trial = new Option<int?>("--trial")
        {
            Description = "The mean of the models of this trial's folds, which final.keep_models has kept (default: the winner's refit)",
            HelpName = "N",
        };
        var results = RunOptions.Results();
        return new Command("predict", "Predict the rows of a CSV file with a run's winner")
        {
            run, data, trial, output, results,
        }.WithAction(parsed =>
        {
            var file = parsed.GetValue(output);
            if (file is not null && Path.GetFullPath(file) == Path.GetFullPath(parsed.GetRequiredValue(data)))
            {
                Console.Error.WriteLine($"hpo: --output {TerminalText.Clean(file)}: these are the data themselves; name another file");
                return ExitCode.Usage;
            }
            var folder = RunOptions.Resolve(parsed.GetValue(run), parsed.GetValue(results));
            var models = parsed.GetValue(trial) is { } number ? SavedModel.OpenFolds(folder, number) : [SavedModel.Open(folder)];
            var predictions = Predictions.MeanOf([.. models.Select(model => model.Predict(parsed.GetRequiredValue(data)))]);
            foreach (var model in models)
                model.Dispose();
            foreach (var unknown in predictions.Unknown)
                Console.Error.WriteLine(TerminalText.Clean(Warning(unknown)));
            if (file is not null)
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
        return
            $"warning: column '{unknown.Column}': {unknown.RowCount} "
            + (unknown.RowCount == 1 ? "row has a category that training did not have, which counts as none: "
                : "rows have categories that training did not have, which count as none: ")
            + named + more;
    }
}
