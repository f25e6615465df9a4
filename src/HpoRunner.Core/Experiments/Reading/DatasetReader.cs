using HpoRunner.Experiments.Yaml;
using HpoRunner.Training.Datasets;

namespace HpoRunner.Experiments.Reading;

/// <summary>Reads <c>data</c>. Whether the file is there, and what is in it, is for the dataset's own reader to say.</summary>
internal sealed class DatasetReader(Section root, string path)
{
    private const double DefaultTestShare = 0.2;

    /// <summary>What the labels of IDX files, which have no names, are called.</summary>
    private const string DefaultLabel = "label";

    /// <param name="testShare">Null for none.</param>
    public DatasetSettings Read(out double? testShare)
    {
        root.Require("data");
        var section = root.Open("data");
        if (root.Node("data") is YamlMapping)
        {
            section.Require("file");
            if (section.Node("file") is not YamlMapping)
                section.Require("target");
        }
        var (file, labels) = ReadFile(section);
        var targets = section.Texts("target") ?? (labels is null ? [] : [DefaultLabel]);
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
            File = file, Labels = labels, Image = ReadImage(section), Targets = targets, Kind = kind, Ignore = ignore,
            Types = ReadTypes(section), ClassWeights = ReadClassWeights(section, kind),
        };
        if (labels is not null)
            CheckColumnless(section, targets);
        return section.Texts("missing") is { } missing ? settings with { Missing = missing } : settings;
    }

    private static ClassWeighting ReadClassWeights(Section section, TargetKind? kind)
    {
        var weights = section.Name<ClassWeighting>("class_weights") ?? ClassWeighting.None;
        if (weights != ClassWeighting.None && kind == TargetKind.Regression)
            section.Error("class_weights", "a regression has no classes to weigh; allowed: none");
        return weights;
    }

    /// <summary>A CSV file alone, or IDX files of images and labels.</summary>
    private (string File, string? Labels) ReadFile(Section section)
    {
        if (section.Node("file") is not YamlMapping)
            return (ReadPath(section, "file", "a CSV file"), null);
        var pair = section.Open("file");
        pair.Require("images");
        pair.Require("labels");
        return (ReadPath(pair, "images", "an IDX file"), ReadPath(pair, "labels", "an IDX file"));
    }

    private string ReadPath(Section section, string key, string what)
    {
        if (section.Text(key) is not { } file)
            return "";
        if (file.Length == 0 || file.EndsWith('/') || file.Contains('\0', StringComparison.Ordinal))
        {
            section.Error(key, $"\"{CoreSchema.Show(file)}\" is not a file's name; allowed: the name of {what}");
            return "";
        }
        return Path.GetFullPath(file, Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/");
    }

    private static ImageShape? ReadImage(Section section)
    {
        if (section.Text("image") is not { } text)
            return null;
        var image = ImageShape.Parse(text);
        if (image is null)
            section.Error(
                "image",
                $"\"{CoreSchema.Show(text)}\" is not the size of an image; allowed: height x width x channels, such as 28x28x1");
        return image;
    }

    /// <summary>What speaks of columns by their names has nothing to name in IDX files.</summary>
    private static void CheckColumnless(Section section, IReadOnlyList<string> targets)
    {
        foreach (var key in new[] { "ignore", "types", "missing" }.Where(section.Has))
            section.ErrorAtKey(key, "IDX files hold pixels alone, without names or texts; leave it out");
        if (targets.Count > 1)
            section.Error("target", $"{targets.Count} names; IDX files have one label for each image");
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
            var names = EnumNames.Of<ColumnKind>();
            if (section.ScalarAt(value, at, Sentence.List(names)) is { } scalar && section.NameOf(scalar, at, names) is { } name)
                types[column.Text] = name == names[0] ? ColumnKind.Numeric : ColumnKind.Categorical;
        }
        return types;
    }
}
