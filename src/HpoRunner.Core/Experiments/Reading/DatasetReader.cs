using HpoRunner.Experiments.Yaml;
using HpoRunner.Training.Datasets;

namespace HpoRunner.Experiments.Reading;

/// <summary>Reads <c>data</c>. Whether the file is there, and what is in it, is for the dataset's own reader to say.</summary>
internal sealed class DatasetReader(Section root, string path)
{
    private const double DefaultTestShare = 0.2;

    /// <param name="testShare">Null for none.</param>
    public DatasetSettings Read(out double? testShare)
    {
        root.Require("data");
        var section = root.Open("data");
        if (root.Node("data") is YamlMapping)
        {
            section.Require("file");
            section.Require("target");
        }
        var targets = section.Texts("target") ?? [];
        if (section.Node("target") is YamlSequence { Items.Count: 0 })
            section.Error("target", "an empty list; name the column to predict");
        var kind = section.Name<TargetKind>("task");
        if (kind == TargetKind.Classification && targets.Count > 1)
            section.Error("target", $"{targets.Count} columns; a classification has one target, only a regression may have several");
        var ignore = section.Texts("ignore") ?? [];
        foreach (var column in ignore.Intersect(targets))
            section.Error("ignore", $"{CoreSchema.Show(column)} is the target and cannot be ignored");
        testShare = section.Node("test") is YamlScalar { Text: "none" } ? null : section.Share("test") ?? DefaultTestShare;
        var settings = new DatasetSettings
        {
            File = ReadFile(section), Targets = targets, Kind = kind, Ignore = ignore, Types = ReadTypes(section),
            ClassWeights = ReadClassWeights(section, kind),
        };
        return section.Texts("missing") is { } missing ? settings with { Missing = missing } : settings;
    }

    private static ClassWeighting ReadClassWeights(Section section, TargetKind? kind)
    {
        var weights = section.Name<ClassWeighting>("class_weights") ?? ClassWeighting.None;
        if (weights != ClassWeighting.None && kind == TargetKind.Regression)
            section.Error("class_weights", "a regression has no classes to weigh; allowed: none");
        return weights;
    }

    private string ReadFile(Section section)
    {
        if (section.Node("file") is YamlMapping images)
        {
            section.Findings.Error(images.Place, section.PathOf("file"), "image files (IDX) are not available in this version; allowed: the name of a CSV file");
            return "";
        }
        if (section.Text("file") is not { } file)
            return "";
        if (file.Length == 0 || file.EndsWith('/') || file.Contains('\0', StringComparison.Ordinal))
        {
            section.Error("file", $"\"{CoreSchema.Show(file)}\" is not a file's name; allowed: the name of a CSV file");
            return "";
        }
        return Path.GetFullPath(file, Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/");
    }

    private static Dictionary<string, ColumnKind> ReadTypes(Section section)
    {
        var types = new Dictionary<string, ColumnKind>(StringComparer.Ordinal);
        if (section.Node("types") is not { } node)
            return types;
        if (node is not YamlMapping mapping)
        {
            section.Wrong<object>(node, section.PathOf("types"), "a mapping like {zip: categorical}");
            return types;
        }
        foreach (var (column, value) in mapping.Entries.TakeWhile(_ => !section.Findings.IsFull))
        {
            var at = $"{section.PathOf("types")}.{CoreSchema.Show(column.Text)}";
            var names = ExperimentKeys.NamesOf<ColumnKind>();
            if (section.ScalarAt(value, at, Sentence.List(names)) is { } scalar && section.NameOf(scalar, at, names) is { } name)
                types[column.Text] = name == names[0] ? ColumnKind.Numeric : ColumnKind.Categorical;
        }
        return types;
    }
}
