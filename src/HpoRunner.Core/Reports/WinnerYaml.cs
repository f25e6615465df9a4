using System.Text;
using HpoRunner.Experiments;
using HpoRunner.Journal;
using HpoRunner.Training;

namespace HpoRunner.Reports;

/// <summary>The best configuration as an experiment file that runs: the same data and splits, every parameter fixed.</summary>
internal static class WinnerYaml
{
    public static string Write(Experiment experiment, TrialState best)
    {
        var yaml = new StringBuilder();
        yaml.Append("# trial ").Append(best.Number).Append(", as a file that runs: hpo run winner.yaml\n");
        yaml.Append("data:\n  file: ").Append(Quote(experiment.Dataset.File)).Append('\n');
        yaml.Append("  target: ").Append(experiment.Dataset.Targets.Count == 1 ? Quote(experiment.Dataset.Targets[0]) : $"[{string.Join(", ", experiment.Dataset.Targets.Select(Quote))}]").Append('\n');
        yaml.Append("search: {method: grid}\n");
        yaml.Append("parameters:\n");
        foreach (var (name, value) in best.Parameters.Entries)
            yaml.Append("  ").Append(name).Append(": ").Append(value.Kind == ScalarKind.Text ? Quote(value.ToString()) : value.ToString()).Append('\n');
        return yaml.ToString();
    }

    /// <summary>Plain where YAML 1.2 cannot misread it, else in double quotes.</summary>
    private static string Quote(string text)
    {
        var isPlain = text.Length > 0 && char.IsAsciiLetter(text[0]) && text is not ("true" or "false" or "null")
            && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '-' or '/');
        return isPlain ? text : "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
    }
}
