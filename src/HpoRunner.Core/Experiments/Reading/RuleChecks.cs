using HpoRunner.Experiments.Yaml;
using HpoRunner.Training;

namespace HpoRunner.Experiments.Reading;

/// <summary>
/// The trainer's rules about several parameters (<see cref="ParameterRule"/>), asked of every combination of their values that
/// the search could propose: what a constraint or a <c>when</c> excludes does not count.
/// </summary>
internal static class RuleChecks
{
    /// <summary>Of a domain with more values, its ends stand for all: rules speak of names, or tell numbers from names.</summary>
    private const long MostValues = 64;

    public static void Check(
        IReadOnlyList<ParameterRule> rules, IReadOnlyList<Parameter> parameters, IReadOnlyList<Constraint> constraints,
        YamlNode? node, Findings findings)
    {
        foreach (var rule in rules)
        {
            if (Broken(rule, Related(parameters, rule), constraints) is not { } problem)
                continue;
            var entry = rule.Parameters.Select(name => (node as YamlMapping)?.Find(name)).FirstOrDefault(found => found is not null);
            findings.Error(entry?.Key.Place ?? new Place(1, 1), entry is null ? "parameters" : $"parameters.{entry.Key.Text}", problem);
        }
    }

    /// <summary>The rule's parameters and those on which it depends whether they are active.</summary>
    private static List<Parameter> Related(IReadOnlyList<Parameter> parameters, ParameterRule rule)
    {
        var names = new HashSet<string>(rule.Parameters, StringComparer.Ordinal);
        int before;
        do
        {
            before = names.Count;
            foreach (var parameter in parameters.Where(parameter => names.Contains(parameter.Name)).ToList())
                names.UnionWith(parameter.When.Select(condition => condition.Parameter));
        }
        while (names.Count > before);
        return [.. parameters.Where(parameter => names.Contains(parameter.Name))];
    }

    private static string? Broken(ParameterRule rule, List<Parameter> parameters, IReadOnlyList<Constraint> constraints)
    {
        var values = new Dictionary<string, Scalar>(StringComparer.Ordinal);
        return Try(0);

        string? Try(int index)
        {
            if (index == parameters.Count)
            {
                var configuration = SearchSpace.Complete(parameters, values);
                return SearchSpace.Broken(constraints, configuration) is null ? rule.Check(configuration.Values) : null;
            }
            foreach (var value in ValuesOf(parameters[index]))
            {
                values[parameters[index].Name] = value;
                if (Try(index + 1) is { } problem)
                    return problem;
            }
            return null;
        }
    }

    /// <summary>Those that stand for all the parameter can be.</summary>
    public static IEnumerable<Scalar> ValuesOf(Parameter parameter)
    {
        var values = DomainValues.Count(parameter.Domain) is { } count and <= MostValues
            ? Enumerable.Range(0, (int)count).Select(i => DomainValues.At(parameter.Domain, i))
            : DomainValues.Bounds(parameter.Domain) is { } bounds ? [bounds.Min, bounds.Max] : [];
        return (parameter.Default is { } start ? values.Append(start) : values).Distinct();
    }
}
