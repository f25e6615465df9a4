using System.Globalization;
using System.Text;
using HpoRunner.Experiments.Reading;
using HpoRunner.Experiments.Yaml;
using HpoRunner.Training;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Surfaces;

namespace HpoRunner.Experiments;

/// <summary>
/// The commented experiment file that <c>hpo init</c> writes for a CSV file, for IDX files or for a surface: it runs as it is, and each
/// line that one may want to change says what it does.
/// </summary>
internal static class ExperimentTemplate
{
    private const int SmallDataset = 1000;

    private static readonly (string Name, string Line)[] Network =
    [
        ("hidden", "hidden: [\"32\", \"64\", \"64-64\"]   # widths of the hidden layers; none: a linear model"), ("epochs", "epochs: 30"),
    ];

    private static readonly (string Name, string Line)[] Descent =
    [
        ("start_spread", "start_spread: 0.1               # how far the repeats' starts lie apart"), ("epochs", "epochs: 100"),
    ];

    /// <param name="name">Of the experiment, usually the data file's; what a name does not allow is replaced by dashes.</param>
    /// <param name="data">What is searched on.</param>
    public static string Write(string name, TemplateData data)
    {
        var isClassification = data.Kind == TargetKind.Classification;
        var repeats = data.Rows < SmallDataset ? 2 : 1;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"""
            # Written by hpo init for {Comment(data.File)}: {data.Contents}, {EnumNames.Of(data.Kind)}.
            # Run it with "hpo run" and this file's name; "hpo validate" shows how it is understood.
            name: {NameFrom(name)}
            seed: 1                           # the same seed gives the same results, on any number of workers

            data:
            {Source(data)}
              task: {EnumNames.Of(data.Kind)}
              test: 20%                       # set apart first, used once at the end; none: no test rows

            # preprocessing:                  # fitted on the training rows of each fold; these are the defaults
            #   scale: standard               # {Names("preprocessing", "scale")}
            #   impute: median                # {Names("preprocessing", "impute")}

            validation:
              method: k_fold                  # {Names("validation", "method")}
              folds: {Math.Clamp(data.Rows / 2, 2, 5)}
              repeats: {repeats}                      # more repeats tell closer configurations apart

            metric: {(isClassification ? "accuracy" : "rmse")}
            metrics: [{(isClassification ? "log_loss, f1_macro" : "r2")}]

            search:
              method: random                  # {Names("search", "method")}

            {Parameters(DefaultSearch.Tree, DefaultSearch.Yaml, ParameterSet.Of(null), Network)}
            budget:
              trials: 40                      # proposals, the baseline comes on top
              # time: 8h                      # or a span of time
              # until: "07:00"                # or a time of day by which the report is on disk

            workers:
              count: auto                     # cores / threads

            """);
        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>Of a search without data.</summary>
    /// <param name="surface">One of <see cref="SurfaceFactory.Names"/>; also the experiment's name.</param>
    public static string WriteSurface(string surface) =>
        $$"""
        # Written by hpo init for the surface {{surface}}: {{SurfaceFactory.MeaningOf(surface)}}.
        # Run it with "hpo run" and this file's name; "hpo validate" shows how it is understood.
        name: {{surface}}
        seed: 1                           # the same seed gives the same results, on any number of workers

        {{$"trainer: {{surface: {surface}}}",-33}} # {{string.Join(" | ", SurfaceFactory.Names)}}

        validation:
          repeats: 5                      # other starts, the same for all trials

        metric: loss                      # height above the lowest point
        metrics: [distance, steps]

        search:
          method: random                  # {{Names("search", "method")}}

        {{Parameters(DefaultSearch.SurfaceTree, DefaultSearch.SurfaceYaml, ParameterSet.Of(surface), Descent)}}
        budget:
          trials: 40                      # proposals, the baseline comes on top

        """.ReplaceLineEndings("\n");

    private static string Source(TemplateData data) => data.Labels is { } labels
        ? $$"""
              file: {images: {{Quoted(data.File)}}, labels: {{Quoted(labels)}}}
            """
        : $$"""
              file: {{Quoted(data.File)}}
              target: {{Quoted(data.Target)}}
              # ignore: [id]                  # columns that are not features
              # types: {zip: categorical}     # where a column is not what it looks like
              # image: 8x8x1                  # height x width x channels, where the columns are pixels
            """;

    /// <summary>
    /// The section of that name: what is searched, what is fixed beside it, and all others as comments with their defaults.
    /// </summary>
    private static string Parameters(YamlMapping searched, string yaml, ParameterSet table, (string Name, string Line)[] beside)
    {
        var named = searched.Entries.Select(entry => entry.Key.Text).Concat(beside.Select(line => line.Name)).ToList();
        var text = new StringBuilder("# A value is fixed, a list is a choice, min and max are a range.\nparameters:\n");
        foreach (var line in yaml.Split('\n').Select(line => line.Trim()).Concat(beside.Select(line => line.Line)))
            text.Append(CultureInfo.InvariantCulture, $"  {line}\n");
        foreach (var row in table.All.Where(row => !named.Contains(row.Name) && table.Contradiction(named.Append(row.Name)) is null))
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

    private static string Comment(string text) => CoreSchema.Escape(text);

    private static string Names(string section, string key) => string.Join(" | ", ExperimentKeys.Root.Find(section)!.Find(key)!.Names);
}
