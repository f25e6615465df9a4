using HpoRunner.Experiments.Yaml;

namespace HpoRunner.Experiments.Reading;

/// <summary>
/// Puts the command line's values into the tree of the file, so that they pass the same checks. Their errors name the option.
/// </summary>
internal static class OverrideReader
{
    public static YamlMapping Apply(YamlMapping root, Overrides overrides, Findings findings)
    {
        root = Put(root, "budget", "trials", "--trials", overrides.Trials);
        root = Put(root, "budget", "time", "--for", overrides.For);
        root = Put(root, "budget", "until", "--until", overrides.Until);
        root = Put(root, "workers", "count", "--workers", overrides.Workers);
        if (overrides.Seed is { } seed)
            root = root.With(Entry("seed", Scalar(seed, $"--seed {CoreSchema.Show(seed)}")));
        return (overrides.Set ?? []).Aggregate(root, (tree, set) => Set(tree, set, findings));
    }

    private static YamlMapping Put(YamlMapping root, string section, string key, string option, string? text)
    {
        if (text is null)
            return root;
        var named = $"{option} {CoreSchema.Show(text)}";
        var entry = Entry(key, Scalar(text, named));
        return root.Find(section)?.Value switch
        {
            null => root.With(Entry(section, new YamlMapping(new Place(0, 0, named), [entry]))),
            YamlMapping mapping => root.With(new YamlEntry(root.Find(section)!.Key, mapping.With(entry))),
            _ => root,
        };
    }

    private static YamlMapping Set(YamlMapping root, string set, Findings findings)
    {
        var option = $"--set {CoreSchema.Show(set)}";
        var equals = set.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            findings.Error(new Place(0, 0, option), "", "is not parameter=value, like learning_rate=0.01");
            return root;
        }
        var name = set[..equals].Trim();
        if (YamlReader.Read(set[(equals + 1)..], findings, option) is not { } value)
            return root;
        return root.Find("parameters") switch
        {
            null => root.With(Entry("parameters", DefaultSearch.For(root.Find("trainer") is not null).With(Entry(name, value)))),
            { Value: YamlMapping parameters } entry => root.With(
                entry with { Value = parameters.With(Entry(name, Inherit(value, parameters.Find(name)?.Value))) }),
            _ => root,
        };
    }

    /// <summary>A parameter keeps the when and default of the file unless the option brings its own.</summary>
    private static YamlNode Inherit(YamlNode value, YamlNode? before)
    {
        if (before is not YamlMapping old || value is YamlBroken)
            return value;
        var kept = old
            .Entries.Where(entry => entry.Key.Text is "when" || (entry.Key.Text is "default" && value is not YamlScalar))
            .ToList();
        if (kept.Count == 0)
            return value;
        var mapping = value switch
        {
            YamlMapping given => given,
            YamlSequence => new YamlMapping(value.Place, [new YamlEntry(new YamlScalar(value.Place, "values", false), value)]),
            _ => new YamlMapping(value.Place, [new YamlEntry(new YamlScalar(value.Place, "value", false), value)]),
        };
        return kept.Where(entry =>
                mapping.Find(entry.Key.Text) is null && !(entry.Key.Text == "default" && mapping.Find("value") is not null))
            .Aggregate(mapping, (tree, entry) => tree.With(entry));
    }

    private static YamlEntry Entry(string key, YamlNode value) => new(new YamlScalar(value.Place, key, Quoted: true), value);

    private static YamlScalar Scalar(string text, string option) => new(new Place(0, 0, option), text, Quoted: false);
}
