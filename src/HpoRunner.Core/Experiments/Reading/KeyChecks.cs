using HpoRunner.Experiments.Yaml;

namespace HpoRunner.Experiments.Reading;

/// <summary>What to say of keys that do not belong where they stand.</summary>
internal static class KeyChecks
{
    /// <summary>Finds a key that a section does not have: misspelt, of a later version, or unknown.</summary>
    /// <param name="path">Of the entry.</param>
    /// <param name="definition">Of the section.</param>
    public static void Check(YamlEntry entry, string path, KeyDefinition definition, Findings findings)
    {
        var name = entry.Key.Text;
        if (definition.Find(name) is not null)
            return;
        if (NotYet.FindKey(path) is { } later)
        {
            if (later.Off is null || entry.Value is not YamlScalar value || value.Text != later.Off)
                findings.Error(later.Off is null ? entry.Key.Place : entry.Value.Place, path, later.Instead);
            return;
        }
        var names = definition.Keys.Select(key => key.Name).ToList();
        var hint = Sentence.DidYouMean(name, names);
        findings.Error(
            entry.Key.Place, path,
            hint.Length > 0 ? $"unknown key{hint}" : $"unknown key; allowed here: {Sentence.List(names)}");
    }

    /// <summary>Of a node that stands where a section belongs; it may be a name that stands for the whole section.</summary>
    public static string NotAMapping(YamlNode node, KeyDefinition definition)
    {
        var named = node is YamlScalar scalar && definition.Keys.FirstOrDefault(key => key.Names.Contains(scalar.Text)) is { } key
            ? $"; write {{{key.Name}: {scalar.Text}}}" : "";
        return $"{CoreSchema.Got(node)}; allowed: a mapping with {Sentence.List(definition.Keys.Select(key => key.Name))}{named}";
    }
}
