using HpoRunner.Experiments.Yaml;
using HpoRunner.Training;

namespace HpoRunner.Experiments.Reading;

/// <summary>Reads <c>parameters</c>: a name of the trainer's table and the values it takes.</summary>
internal sealed class ParametersReader(ParameterSet table, YamlMapping defaultSearch, bool isGrid, Findings findings)
{
    private const string Path = "parameters";

    /// <summary>
    /// Parameters that read without errors, in the order of the file; with <see cref="Declared"/>, the names of all, so that a mistake
    /// in one is not told again wherever it is mentioned.
    /// </summary>
    public IReadOnlyList<Parameter> Read(YamlNode? node)
    {
        if (node is null && isGrid)
        {
            findings.Error(new Place(1, 1), Path,
                "is missing; the default search has ranges, and a grid needs choices or steps: name the parameters, "
                + "or use search.method: random");
            return [];
        }
        node ??= defaultSearch;
        if (node is not YamlMapping mapping)
        {
            if (node is not YamlBroken)
                findings.Error(node.Place, Path,
                    $"{CoreSchema.Got(node)}; allowed: a mapping like {{learning_rate: {{min: 1e-4, max: 1e-1, scale: log}}}}");
            return [];
        }
        if (mapping.Entries.Count == 0)
            findings.Error(mapping.Place, Path, "is empty; leave it out for the default search, or name a parameter");
        var drafts = mapping.Entries.TakeWhile(_ => !findings.IsFull).Select(ReadDraft).OfType<Draft>().ToList();
        Declared = mapping.Entries.Select(entry => entry.Key.Text).ToHashSet(StringComparer.Ordinal);
        if (table.Contradiction(Declared) is { } contradiction)
            findings.Error(mapping.Place, Path, contradiction);
        var conditions = new ConditionReader(table, drafts.Select(draft => draft.Row).ToList(), Declared, findings);
        var parameters = new List<Parameter>();
        foreach (var draft in drafts)
        {
            var when = conditions.Read(draft.When, draft.Row.Name);
            if (draft.Domain is not null)
                parameters.Add(new Parameter(draft.Row.Name, draft.Domain, DefaultOf(draft, drafts), when));
        }
        ConditionChecks.Check(parameters, [.. drafts.Select(draft => (draft.Row.Name, draft.Place))], findings);
        return parameters;
    }

    public IReadOnlySet<string> Declared { get; private set; } = new HashSet<string>();

    private Draft? ReadDraft(YamlEntry entry)
    {
        var name = entry.Key.Text;
        var path = $"{Path}.{CoreSchema.Show(name)}";
        if (table.Find(name) is not { } row)
        {
            var hint = Sentence.DidYouMean(table.Meant(name));
            findings.Error(entry.Key.Place, path, table.Elsewhere(name)
                ?? (hint.Length > 0 ? $"unknown parameter{hint}" : $"unknown parameter; allowed: {Names}"));
            return null;
        }
        var domain = new DomainReader(row, path, isGrid, findings).Read(entry.Value);
        var mapping = entry.Value as YamlMapping;
        Scalar? given = null;
        if (mapping?.Find("default") is { } written)
        {
            if (mapping.Find("value") is not null)
                findings.Error(written.Key.Place, $"{path}.default", "a fixed parameter has its value for a default; leave one out");
            given = ValueReader.Read(written.Value, $"{path}.default", row, findings);
        }
        return new Draft(row, entry.Key.Place, domain, given, mapping?.Find("when"));
    }

    /// <summary>What was given, else the built-in default under the baseline's optimizer; null for a fixed parameter.</summary>
    private Scalar? DefaultOf(Draft draft, List<Draft> drafts)
    {
        if (draft.Domain is FixedDomain || draft.Default is not null)
            return draft.Domain is FixedDomain ? null : draft.Default;
        var optimizer = drafts.FirstOrDefault(other => other.Row.Name == "optimizer");
        return BuiltInDefault.Of(table, draft.Row, optimizer?.Domain is FixedDomain given ? given.Value : optimizer?.Default);
    }

    private string Names => Sentence.List(table.All.Select(row => row.Name));

    private sealed record Draft(ParameterDefinition Row, Place Place, Domain? Domain, Scalar? Default, YamlEntry? When);
}
