using System.Globalization;
using System.Text;
using HpoRunner.Experiments;
using HpoRunner.Journal;
using HpoRunner.Training;

namespace HpoRunner.Reports;

/// <summary>The best configuration as an experiment file that runs beside the one it came from: the same data and splits, every parameter fixed.</summary>
internal static class WinnerYaml
{
    /// <param name="folder">Of the experiment file that ran.</param>
    public static string Write(Experiment experiment, string folder, TrialState best)
    {
        var yaml = new StringBuilder();
        yaml.Append(CultureInfo.InvariantCulture, $"# trial {best.Number} alone; save it beside the experiment file\n");
        yaml.Append(CultureInfo.InvariantCulture, $"seed: {experiment.Seed}\n");
        if (experiment.Surface is { } surface)
            yaml.Append(CultureInfo.InvariantCulture, $"trainer: {{surface: {surface}}}\nvalidation: {{repeats: {experiment.Validation.Repeats}}}\n");
        else
            AppendData(yaml, experiment, folder);
        yaml.Append(CultureInfo.InvariantCulture, $"metric: {{name: {experiment.Metric.Name}}}\nsearch: {{method: grid}}\nparameters:\n");
        foreach (var (name, value) in best.Parameters.Entries)
            yaml.Append(CultureInfo.InvariantCulture, $"  {name}: {(value.Kind == ScalarKind.Text ? Quote(value.ToString()) : value)}\n");
        return yaml.ToString();
    }

    private static void AppendData(StringBuilder yaml, Experiment experiment, string folder)
    {
        var dataset = experiment.Dataset;
        var target = dataset.Targets.Count == 1 ? Quote(dataset.Targets[0]) : $"[{string.Join(", ", dataset.Targets.Select(Quote))}]";
        yaml.Append(CultureInfo.InvariantCulture, $"data:\n  file: {Quote(Path.GetRelativePath(folder, dataset.File).Replace('\\', '/'))}\n  target: {target}\n");
        if (experiment.TestShare is not 0.2)
            yaml.Append(CultureInfo.InvariantCulture, $"  test: {(experiment.TestShare is { } share ? Scalar.Number(share).ToString() : "none")}\n");
        yaml.Append(experiment.Validation.Method == ValidationMethod.KFold
            ? string.Create(CultureInfo.InvariantCulture, $"validation: {{folds: {experiment.Validation.Folds}, repeats: {experiment.Validation.Repeats}}}\n")
            : string.Create(CultureInfo.InvariantCulture, $"validation: {{method: holdout, share: {experiment.Validation.HoldoutShare}}}\n"));
    }

    /// <summary>Plain where YAML 1.2 cannot misread it, else in double quotes.</summary>
    private static string Quote(string text)
    {
        var isPlain = text.Length > 0 && char.IsAsciiLetter(text[0]) && text is not ("true" or "false" or "null")
            && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '-' or '/');
        return isPlain ? text : "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
    }
}
