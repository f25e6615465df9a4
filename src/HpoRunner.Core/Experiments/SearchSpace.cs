using HpoRunner.Training;

namespace HpoRunner.Experiments;

/// <summary>
/// What searchers need to know about a set of parameters, as pure functions. The conditions of <c>when</c> must be free of cycles, as
/// the reader makes sure.
/// </summary>
public static class SearchSpace
{
    /// <summary>
    /// A configuration in the order of the parameters from an assignment: a missing parameter gets its fixed value or its default, an
    /// inactive one is left out. A parameter with neither value nor default is left out, too, and so counts as inactive.
    /// </summary>
    public static Configuration Complete(IReadOnlyList<Parameter> parameters, IReadOnlyDictionary<string, Scalar> values)
    {
        var assigned = new Dictionary<string, Scalar>(parameters.Count, StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            if (values.TryGetValue(parameter.Name, out var value))
                assigned[parameter.Name] = value;
            else if ((parameter.Domain is FixedDomain given ? given.Value : parameter.Default) is { } other)
                assigned[parameter.Name] = other;
        }
        return new Configuration(Active(parameters, assigned).Where(parameter => assigned.ContainsKey(parameter.Name))
            .Select(parameter => KeyValuePair.Create(parameter.Name, assigned[parameter.Name])));
    }

    /// <summary>The parameters whose conditions all hold under a full assignment, in the order of the file.</summary>
    public static IReadOnlyList<Parameter> Active(IReadOnlyList<Parameter> parameters, IReadOnlyDictionary<string, Scalar> values)
    {
        if (parameters.All(parameter => parameter.When.Count == 0))
            return parameters;
        var byName = parameters.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        var known = new Dictionary<string, bool>(parameters.Count, StringComparer.Ordinal);
        return [.. parameters.Where(IsActive)];

        bool IsActive(Parameter parameter)
        {
            if (!known.TryGetValue(parameter.Name, out var active))
                known[parameter.Name] = active = parameter.When.All(Holds);
            return active;
        }

        bool Holds(Condition condition) => byName.TryGetValue(condition.Parameter, out var other) && IsActive(other)
            && values.TryGetValue(condition.Parameter, out var value) && condition.Values.Contains(value);
    }

    /// <summary>The first constraint that the configuration breaks; null when it may be started.</summary>
    public static Constraint? Broken(IEnumerable<Constraint> constraints, Configuration configuration) =>
        constraints.FirstOrDefault(constraint => !constraint.Holds(configuration));

    /// <summary>Whether the trainer takes this value; true for names that none knows.</summary>
    public static bool Allows(string parameter, Scalar value) =>
        ParameterSet.FindAnywhere(parameter) is not { } row || row.Check(value) is null;
}
