using HpoRunner.Experiments.Yaml;
using HpoRunner.Training;

namespace HpoRunner.Experiments.Reading;

/// <summary>Reads <c>when</c>: other parameter → a value or a list of values.</summary>
internal sealed class ConditionReader(
    ParameterSet table, IReadOnlyList<ParameterDefinition> rows, IReadOnlySet<string> declared, Findings findings)
{
    public IReadOnlyList<Condition> Read(YamlEntry? when, string parameter)
    {
        if (when is null)
            return [];
        var path = $"parameters.{parameter}.when";
        if (when.Value is not YamlMapping mapping)
        {
            if (when.Value is not YamlBroken)
                findings.Error(when.Value.Place, path, $"{CoreSchema.Got(when.Value)}; allowed: a mapping like {{optimizer: adam}}");
            return [];
        }
        if (mapping.Entries.Count == 0)
            findings.Error(mapping.Place, path, "is empty; leave it out, or name a parameter and its value");
        return [.. mapping.Entries.TakeWhile(_ => !findings.IsFull).Select(entry => ReadEntry(entry, path, parameter)).OfType<Condition>()];
    }

    private Condition? ReadEntry(YamlEntry entry, string path, string parameter)
    {
        var name = entry.Key.Text;
        var at = $"{path}.{CoreSchema.Show(name)}";
        if (name == parameter)
        {
            findings.Error(entry.Key.Place, at, $"{name} cannot depend on itself");
            return null;
        }
        if (rows.FirstOrDefault(row => row.Name == name) is not { } row)
        {
            if (!declared.Contains(name))
                findings.Error(entry.Key.Place, at, Unknown(name));
            return null;
        }
        IReadOnlyList<YamlNode> nodes = entry.Value is YamlSequence list ? list.Items : [entry.Value];
        if (nodes.Count == 0)
            findings.Error(entry.Value.Place, at, "an empty list can never hold; write a value");
        var values = nodes
            .Select((node, i) => ValueReader.Read(node, entry.Value is YamlSequence ? $"{at}[{i}]" : at, row, findings))
            .OfType<Scalar>().ToList();
        return values.Count > 0 && values.Count == nodes.Count ? new Condition(name, values) : null;
    }

    private string Unknown(string name)
    {
        if (table.Find(name) is { } row)
            return $"{name} is not among this file's parameters; add {name}: {row.Default}";
        var hint = Sentence.DidYouMean(table.Meant(name));
        return hint.Length > 0 ? $"unknown parameter{hint}"
            : $"unknown parameter; allowed: {Sentence.List(rows.Select(known => known.Name))}";
    }
}
