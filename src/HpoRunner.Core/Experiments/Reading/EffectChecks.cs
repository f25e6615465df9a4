using HpoRunner.Experiments.Yaml;
using HpoRunner.Training;

namespace HpoRunner.Experiments.Reading;

/// <summary>
/// Parameters that no configuration of a search would use: momentum beside optimizer adam alone. Not an error, since a setting may be
/// left in while another is tried; but a search over one goes over nothing.
/// </summary>
internal static class EffectChecks
{
    /// <summary>Of a domain with more values, its ends stand for all: what a parameter needs is a name, or not 0.</summary>
    private const long MostValues = 64;

    public static void Check(ParameterSet table, IReadOnlyList<Parameter> parameters, YamlNode? node, Findings findings)
    {
        foreach (var parameter in parameters)
        {
            if (table.Find(parameter.Name)?.UsedWith is not { } use || ValuesOf(table, use.Parameter, parameter, parameters).Any(use.Holds))
                continue;
            if ((node as YamlMapping)?.Find(parameter.Name) is not { } entry)
                continue;
            var needed = Sentence.List(use.Values);
            findings.Warn(entry.Key.Place, $"parameters.{parameter.Name}", use.IsExcept
                ? $"has no effect: {use.Parameter} is always {needed}"
                : $"has no effect: {use.Parameter} is never {(use.Values.Count > 1 ? $"one of {needed}" : needed)}");
        }
    }

    /// <summary>What the other parameter can be where this one is active.</summary>
    private static IEnumerable<Scalar> ValuesOf(ParameterSet table, string name, Parameter user, IReadOnlyList<Parameter> parameters)
    {
        if (user.When.FirstOrDefault(condition => condition.Parameter == name) is { } condition)
            return condition.Values;
        if (parameters.FirstOrDefault(other => other.Name == name) is not { } parameter)
            return [table.Find(name)!.Default];
        var values = DomainValues.Count(parameter.Domain) is { } count and <= MostValues
            ? Enumerable.Range(0, (int)count).Select(i => DomainValues.At(parameter.Domain, i))
            : DomainValues.Bounds(parameter.Domain) is { } bounds ? [bounds.Min, bounds.Max] : [];
        return parameter.Default is { } start ? values.Append(start) : values;
    }
}
