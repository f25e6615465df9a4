using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HpoRunner.Experiments;
using HpoRunner.Training;
using HpoRunner.Training.Datasets;

namespace HpoRunner.Reports.Page;

/// <summary>
/// The best configuration as an experiment file that runs beside the one it came from: the same data, preprocessing and splits, every
/// parameter fixed. What is at its default is left out.
/// </summary>
internal static class WinnerYaml
{
    /// <summary>Letters of all languages as they are: JSON's escapes for those beyond 16 bits are not YAML's.</summary>
    private static readonly JsonSerializerOptions Quoted = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="folder">Of the experiment file that ran.</param>
    public static string Write(Experiment experiment, string folder, int trial, Configuration parameters)
    {
        var yaml = new StringBuilder();
        Line($"# trial {trial} alone; save it beside the experiment file");
        Line($"seed: {experiment.Seed}");
        if (experiment.Surface is { } surface)
            Line($"trainer: {{surface: {surface}}}");
        else
            Data();
        Section("validation", ValidationOf(experiment));
        Section("metric", MetricOf(experiment.Metric));
        if (experiment.Metrics.Count > 0)
            Line($"metrics: {List(experiment.Metrics)}");
        Line($"parameters:");
        foreach (var (name, value) in parameters.Entries)
            Line($"  {Quote(name)}: {(value.Kind == ScalarKind.Text ? Quote(value.ToString()) : value.ToString())}");
        return yaml.ToString();

        void Data()
        {
            Line($"data:");
            foreach (var (key, value) in DataOf(experiment, folder))
                Line($"  {key}: {value}");
            Section("preprocessing", PreprocessingOf(experiment.Preprocessing));
        }

        void Line(FormattableString text) => yaml.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');

        void Section(string name, IEnumerable<(string Key, string Value)> entries)
        {
            if (entries.ToList() is { Count: > 0 } given)
                Line($"{name}: {{{string.Join(", ", given.Select(entry => $"{entry.Key}: {entry.Value}"))}}}");
        }
    }

    private static IEnumerable<(string Key, string Value)> DataOf(Experiment experiment, string folder)
    {
        var dataset = experiment.Dataset;
        string File(string path) => Quote(Path.GetRelativePath(folder, path).Replace('\\', '/'));
        yield return ("file", dataset.Labels is { } labels
            ? $"{{images: {File(dataset.File)}, labels: {File(labels)}}}" : File(dataset.File));
        yield return ("target", dataset.Targets.Count == 1 ? Quote(dataset.Targets[0]) : List(dataset.Targets));
        if (dataset.Kind is { } kind)
            yield return ("task", Words.Of(kind));
        if (dataset.Ignore.Count > 0)
            yield return ("ignore", List(dataset.Ignore));
        if (dataset.Types.Count > 0)
            yield return ("types", $"{{{string.Join(", ", dataset.Types.Select(type => $"{Quote(type.Key)}: {Words.Of(type.Value)}"))}}}");
        if (dataset.Image is { } image)
            yield return ("image", image.ToString());
        if (dataset.ClassWeights != ClassWeighting.None)
            yield return ("class_weights", Words.Of(dataset.ClassWeights));
        if (dataset.Labels is null && !dataset.Missing.SequenceEqual(["", "NA", "?"]))
            yield return ("missing", List(dataset.Missing));
        if (experiment.TestShare is not 0.2)
            yield return ("test", experiment.TestShare is { } share ? Scalar.Number(share).ToString() : "none");
    }

    private static IEnumerable<(string Key, string Value)> PreprocessingOf(PreprocessingSettings given)
    {
        if (given.Scale != ScaleMethod.Standard)
            yield return ("scale", Words.Of(given.Scale));
        if (given.Impute != ImputeMethod.Median)
            yield return ("impute", Words.Of(given.Impute));
    }

    private static IEnumerable<(string Key, string Value)> ValidationOf(Experiment experiment)
    {
        var given = experiment.Validation;
        if (given.Repeats > 1)
            yield return ("repeats", Scalar.Number(given.Repeats).ToString());
        if (!experiment.HasModel)
            yield break;
        if (given.Method != ValidationMethod.KFold)
            yield return ("method", Words.Of(given.Method));
        if (given.Method == ValidationMethod.Holdout)
            yield return ("share", Scalar.Number(given.HoldoutShare).ToString());
        else
            yield return ("folds", Scalar.Number(given.Folds).ToString());
        if (given.Stratify is { } stratify)
            yield return ("stratify", stratify ? "true" : "false");
        if (experiment.Dataset.Group is { } group)
            yield return ("group", Quote(group));
        if (experiment.Dataset.Order is { } order)
            yield return ("order", Quote(order));
    }

    private static IEnumerable<(string Key, string Value)> MetricOf(MetricSettings given)
    {
        if (given.Name is not { } name)
            yield break;
        yield return ("name", Quote(name));
        if (given.Goal is { } goal && goal != KnownMetrics.Goal(name))
            yield return ("goal", Words.Of(goal));
    }

    private static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Quote))}]";

    /// <summary>Plain where YAML 1.2 cannot misread it, else in double quotes, whose escapes are those of JSON.</summary>
    private static string Quote(string text)
    {
        var isPlain = text.Length > 0 && char.IsAsciiLetter(text[0]) && text is not ("true" or "false" or "null")
            && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '-' or '/');
        return isPlain ? text : JsonSerializer.Serialize(text, Quoted);
    }
}
