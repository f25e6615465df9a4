using System.Globalization;
using System.Text;
using HpoRunner.Experiments.Reading;
using HpoRunner.Training;
using HpoRunner.Training.Datasets;

namespace HpoRunner.Experiments;

/// <summary>
/// The commented experiment file that <c>hpo init data.csv --target COLUMN</c> writes: it runs as it is, and each line that one may want
/// to change says what it does.
/// </summary>
internal static class ExperimentTemplate
{
    private const int SmallDataset = 1000;

    /// <param name="name">Of the experiment, usually the data file's; what a name does not allow is replaced by dashes.</param>
    /// <param name="file">Relative to where the experiment file will lie.</param>
    /// <param name="target">The column to predict.</param>
    /// <param name="kind">As detected.</param>
    /// <param name="rows">Data rows, without the header.</param>
    /// <param name="columns">All columns, the target included.</param>
    public static string Write(string name, string file, string target, TargetKind kind, int rows, int columns)
    {
        var isClassification = kind == TargetKind.Classification;
        var repeats = rows < SmallDataset ? 2 : 1;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"""
            # Written by hpo init for {Comment(file)}: {rows} rows, {columns} columns, {ExperimentKeys.NameOf(kind)}.
            # Run it with "hpo run" and this file's name; "hpo validate" shows how it is understood.
            name: {NameFrom(name)}
            seed: 1                           # the same seed gives the same results, on any number of workers

            data:
              file: {Quoted(file)}
              target: {Quoted(target)}
              task: {ExperimentKeys.NameOf(kind)}
              # ignore: [id]                  # columns that are not features
              # types: {"{zip: categorical}"}     # where a column is not what it looks like
              test: 20%                       # set apart first, used once at the end; none: no test rows

            # preprocessing:                  # fitted on the training rows of each fold; these are the defaults
            #   scale: standard               # {Names("preprocessing", "scale")}
            #   impute: median                # {Names("preprocessing", "impute")}

            validation:
              method: k_fold                  # {Names("validation", "method")}
              folds: {Math.Clamp(rows / 2, 2, 5)}
              repeats: {repeats}                      # more repeats tell closer configurations apart

            metric: {(isClassification ? "accuracy" : "rmse")}
            metrics: [{(isClassification ? "log_loss, f1_macro" : "r2")}]

            search:
              method: random                  # {Names("search", "method")}

            # A value is fixed, a list is a choice, min and max are a range.
            parameters:

            """);
        foreach (var line in DefaultSearch.Yaml.Split('\n'))
            text.Append(CultureInfo.InvariantCulture, $"  {line.Trim()}\n");
        text.Append(CultureInfo.InvariantCulture,
            $"""
              hidden: ["32", "64", "64-64"]   # widths of the hidden layers; none: a linear model
              epochs: 30
            {OtherParameters()}
            budget:
              trials: 40                      # proposals, the baseline comes on top
              # time: 8h                      # or a span of time
              # until: "07:00"                # or a time of day by which the report is on disk

            workers:
              count: auto                     # cores / threads

            """);
        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>The parameters that the template does not name, and that go together with those it does, as comments with their defaults.</summary>
    private static string OtherParameters()
    {
        var named = DefaultSearch.Tree.Entries.Select(entry => entry.Key.Text).Append("hidden").Append("epochs").ToList();
        var text = new StringBuilder();
        foreach (var row in ParameterTable.All.Where(row => !named.Contains(row.Name) && ParameterTable.Contradiction(named.Append(row.Name)) is null))
            text.Append(CultureInfo.InvariantCulture, $"  # {$"{row.Name}: {row.Default}",-29} # {row.Meaning}\n");
        return text.ToString();
    }

    /// <summary>A name as experiments allow it.</summary>
    internal static string NameFrom(string text)
    {
        const int Longest = 64;
        var letters = text.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' ? letter : '-').ToArray();
        var name = new string(letters).TrimStart('.', '_', '-');
        name = name[..Math.Min(Longest, name.Length)].TrimEnd('.', '-');
        return name.Length == 0 || name == "latest" ? "experiment" : Plain(name);
    }

    /// <summary>A name that reads as text without quotes: a number or a word of YAML gets a letter in front.</summary>
    private static string Plain(string name) => name is "true" or "false" or "null" or "Null" or "NULL" ? "experiment-" + name : name;

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
            quoted.Append(letter is '"' or '\\' ? $"\\{letter}" : letter < ' ' ? $"\\x{(int)letter:x2}" : letter.ToString());
        return quoted.Append('"').ToString();
    }

    private static string Comment(string text) => Yaml.CoreSchema.Escape(text);

    private static string Names(string section, string key) => string.Join(" | ", ExperimentKeys.Root.Find(section)!.Find(key)!.Names);
}
