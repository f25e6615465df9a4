using HpoRunner.Experiments.Yaml;
using HpoRunner.Training;

namespace HpoRunner.Experiments.Reading;

/// <summary>
/// Reads the values that one parameter takes: a scalar, a list, or a mapping with value, values, min and max, or mean and sd.
/// </summary>
internal sealed class DomainReader(ParameterDefinition row, string path, bool isGrid, Findings findings)
{
    private static readonly (string Form, string[] Keys)[] Forms =
    [
        ("value", ["value"]), ("values", ["values", "weights"]), ("min and max", ["min", "max", "scale", "step", "count"]),
        ("mean and sd", ["mean", "sd"]),
    ];

    /// <summary>Null when it is wrong; then an error is among the findings.</summary>
    public Domain? Read(YamlNode node) => node switch
    {
        YamlScalar => ReadFixed(node, path),
        YamlSequence list => ReadChoice(list, path, null),
        YamlMapping => ReadMapping(Section.Open(node, path, ExperimentKeys.Parameter, findings)),
        _ => null,
    };

    private FixedDomain? ReadFixed(YamlNode node, string at) =>
        ValueReader.Read(node, at, row, findings) is { } value ? new FixedDomain(value) : null;

    private Domain? ReadMapping(Section section)
    {
        var forms = Forms.Where(form => form.Keys.Any(section.Has)).ToList();
        if (forms.Count == 0)
        {
            // With an unknown key the error is told already: {low: 1, high: 2}.
            if (section.Entries.All(entry => ExperimentKeys.Parameter.Find(entry.Key.Text) is not null))
                findings.Error(section.Place, path, "has no values; write {min, max}, {mean, sd}, {values: [...]} or {value: x}");
            return null;
        }
        if (forms.Count > 1)
        {
            var mixed = Sentence.List(forms.SelectMany(form => form.Keys.Where(section.Has)));
            findings.Error(section.Place, path,
                $"{mixed} do not go together; write one of {{min, max}}, {{mean, sd}}, {{values: [...]}} or {{value: x}}");
            return null;
        }
        return forms[0].Form switch
        {
            "value" => ReadFixed(section.Node("value")!, section.PathOf("value")),
            "values" => ReadWeighted(section),
            "mean and sd" => ReadNormal(section),
            _ => new RangeReader(row, section, isGrid).Read(),
        };
    }

    private ChoiceDomain? ReadWeighted(Section section)
    {
        if (section.Node("values") is not { } node)
        {
            section.Error("weights", "weights without values; write {values: [...], weights: [...]}");
            return null;
        }
        var weights = section.Has("weights") ? ReadWeights(section) : null;
        if (node is not YamlSequence list)
            return section.Wrong<ChoiceDomain>(node, section.PathOf("values"), "a list of values, like [16, 32, 64]");
        if (weights is not null && weights.Count != list.Items.Count)
            section.Error("weights", $"{weights.Count} weights for {list.Items.Count} values; each value needs one");
        return ReadChoice(list, section.PathOf("values"), weights);
    }

    private ChoiceDomain? ReadChoice(YamlSequence list, string at, IReadOnlyList<double>? weights)
    {
        if (list.Items.Count == 0)
            findings.Error(list.Place, at, "an empty list; a choice needs at least one value");
        var values = new List<Scalar>();
        var seen = new HashSet<Scalar>();
        for (var i = 0; i < list.Items.Count && !findings.IsFull; i++)
        {
            if (ValueReader.Read(list.Items[i], $"{at}[{i}]", row, findings) is not { } value)
                continue;
            if (!seen.Add(value))
                findings.Error(list.Items[i].Place, $"{at}[{i}]", $"{CoreSchema.Show(value.ToString())} is in the list twice");
            values.Add(value);
        }
        return values.Count > 0 && values.Count == list.Items.Count ? new ChoiceDomain(values, weights) : null;
    }

    private List<double>? ReadWeights(Section section)
    {
        if (section.Node("weights") is not YamlSequence list)
            return section.Wrong<List<double>>(section.Node("weights")!, section.PathOf("weights"), "a list of numbers above 0");
        if (isGrid)
            section.Error("weights", "a grid takes every value once, so weights mean nothing; leave them out or use search.method: random");
        var weights = new List<double>();
        for (var i = 0; i < list.Items.Count && !findings.IsFull; i++)
        {
            var at = $"{section.PathOf("weights")}[{i}]";
            if (section.ScalarAt(list.Items[i], at, "a number above 0") is not { } scalar)
                continue;
            if (!CoreSchema.TryNumber(scalar, out var weight))
                findings.Error(scalar.Place, at, CoreSchema.NotANumber(scalar));
            else if (weight <= 0)
                findings.Error(scalar.Place, at, $"a weight of {Scalar.Number(weight)} is not above 0; leave the value out instead");
            weights.Add(weight);
        }
        return weights;
    }

    private NormalDomain? ReadNormal(Section section)
    {
        foreach (var key in new[] { "mean", "sd" })
            section.Require(key);
        if (isGrid)
            findings.Error(section.Place, path,
                "a grid needs values that can be counted, and a normal distribution has none; list them, or use search.method: random");
        if (!RangeReader.TakesNumbers(row))
        {
            findings.Error(section.Place, path, $"a normal distribution needs numbers; write a list: {row.Name} takes {row.Allowed}");
            return null;
        }
        var mean = section.Real("mean");
        var deviation = section.Real("sd");
        if (deviation <= 0)
            section.Error("sd", $"sd {Scalar.Number(deviation.Value)} is not above 0");
        if (mean is null || deviation is not > 0)
            return null;
        var whole = row.Kind == ParameterKind.Whole;
        if (row.Check(whole ? Math.Round(mean.Value) : mean.Value) is not { } problem)
            return new NormalDomain(mean.Value, deviation.Value) { Whole = whole };
        section.Error("mean", problem);
        return null;
    }
}
