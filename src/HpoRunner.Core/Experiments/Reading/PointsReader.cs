using System.Globalization;
using HpoRunner.Experiments.Yaml;
using HpoRunner.Training;

namespace HpoRunner.Experiments.Reading;

/// <summary>Reads <c>points</c>: configurations to try first. What a point leaves out is at its default.</summary>
internal sealed class PointsReader(
    ParameterSet table, IReadOnlyList<Parameter> parameters, IReadOnlySet<string> declared, IReadOnlyList<Constraint> constraints,
    Findings findings)
{
    public IReadOnlyList<Configuration> Read(YamlNode? node)
    {
        if (node is null or YamlBroken)
            return [];
        if (node is not YamlSequence list)
        {
            findings.Error(node.Place, "points", $"{CoreSchema.Got(node)}; allowed: a list of mappings like [{{learning_rate: 0.001}}]");
            return [];
        }
        var points = new List<Configuration>();
        var seen = new Dictionary<Configuration, string>
        {
            [SearchSpace.Complete(parameters, new Dictionary<string, Scalar>())] = "the baseline",
        };
        for (var i = 0; i < list.Items.Count && !findings.IsFull; i++)
        {
            var path = $"points[{i}]";
            if (ReadPoint(list.Items[i], path) is not { } point)
                continue;
            if (SearchSpace.Broken(constraints, point) is { } broken)
                findings.Error(list.Items[i].Place, path, $"breaks the constraint {broken}: {point}");
            foreach (var problem in table.Rules.Select(rule => rule.Check(point.Values)).OfType<string>())
                findings.Error(list.Items[i].Place, path, problem);
            if (!seen.TryAdd(point, path))
                findings.Warn(list.Items[i].Place, path, $"is the same as {seen[point]} and is not trained again");
            points.Add(point);
        }
        return points;
    }

    private Configuration? ReadPoint(YamlNode node, string path)
    {
        if (node is not YamlMapping mapping)
        {
            if (node is not YamlBroken)
                findings.Error(node.Place, path, $"{CoreSchema.Got(node)}; allowed: a mapping like {{learning_rate: 0.001}}");
            return null;
        }
        var before = findings.ErrorCount;
        if (mapping.Entries.Count == 0)
            findings.Error(mapping.Place, path, "is empty; name a parameter and its value");
        var values = new Dictionary<string, Scalar>(StringComparer.Ordinal);
        foreach (var entry in mapping.Entries.TakeWhile(_ => !findings.IsFull))
        {
            if (ReadValue(entry, $"{path}.{CoreSchema.Show(entry.Key.Text)}") is { } value)
                values[entry.Key.Text] = value;
        }
        if (findings.ErrorCount > before || mapping.Entries.Count != values.Count)
            return null;
        var point = SearchSpace.Complete(parameters, WithOptimizersRate(values));
        foreach (var entry in mapping.Entries.Where(entry => point[entry.Key.Text] is null))
            findings.Error(entry.Key.Place, $"{path}.{entry.Key.Text}", "is inactive at this point: its when does not hold; leave it out");
        return point;
    }

    private Scalar? ReadValue(YamlEntry entry, string path)
    {
        var name = entry.Key.Text;
        if (parameters.FirstOrDefault(known => known.Name == name) is not { } parameter)
        {
            if (!declared.Contains(name))
                findings.Error(entry.Key.Place, path,
                    $"is not among this file's parameters{Sentence.DidYouMean(name, parameters.Select(known => known.Name))}");
            return null;
        }
        if (table.Find(name) is not { } row || ValueReader.Read(entry.Value, path, row, findings) is not { } value)
            return null;
        if (parameter.Domain is FixedDomain given && given.Value != value)
        {
            findings.Error(entry.Value.Place, path, $"{value} differs from the fixed value {given.Value}; leave it out, or search {name}");
            return null;
        }
        if (!DomainValues.Contains(parameter.Domain, value))
            findings.Warn(entry.Value.Place, path, string.Create(CultureInfo.InvariantCulture,
                $"{value} is not among the values that are searched; it is tried all the same"));
        return value;
    }

    /// <summary>A learning rate that is left out is the default of the point's own optimizer, unless the file gives a default.</summary>
    private Dictionary<string, Scalar> WithOptimizersRate(Dictionary<string, Scalar> values)
    {
        foreach (var parameter in parameters.Where(parameter => parameter.IsSearched && !values.ContainsKey(parameter.Name)))
        {
            if (values.TryGetValue("optimizer", out var optimizer) && table.Find(parameter.Name) is { } row
                && parameter.Default == BuiltInDefault.Of(table, row, parameters.First(other => other.Name == "optimizer").Default))
                values[parameter.Name] = BuiltInDefault.Of(table, row, optimizer);
        }
        return values;
    }
}
