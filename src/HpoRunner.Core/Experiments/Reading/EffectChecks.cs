using HpoRunner.Experiments.Yaml;
using HpoRunner.Training;

namespace HpoRunner.Experiments.Reading;

/// <summary>
/// Parameters that no configuration of a search would use: momentum beside optimizer adam alone. Not an error, since a setting may be
/// left in while another is tried; but a search over one goes over nothing.
/// </summary>
internal static class EffectChecks
{
    public static void Check(ParameterSet table, IReadOnlyList<Parameter> parameters, YamlNode? node, Findings findings)
    {
        foreach (var parameter in parameters)
        {
            if (table.Find(parameter.Name)?.UsedWith is not { } use || Others(table, use.Parameter, parameter, parameters).Any(use.Holds)
                || (node as YamlMapping)?.Find(parameter.Name) is not { } entry)
                continue;
            var needed = use.Values.Count == 1 ? use.Values[0] : $"one of {Sentence.List(use.Values)}";
            findings.Warn(
                entry.Key.Place, $"parameters.{parameter.Name}",
                $"has no effect: {use.Parameter} is {(use.IsExcept ? "always" : "never")} {needed}");
        }
    }

    /// <summary>What the parameter of that name can be where its user is active.</summary>
    private static IEnumerable<Scalar> Others(ParameterSet table, string name, Parameter user, IReadOnlyList<Parameter> parameters)
    {
        if (user.When.FirstOrDefault(condition => condition.Parameter == name) is { } condition)
            return condition.Values;
        return parameters.FirstOrDefault(other => other.Name == name) is { } parameter
            ? RuleChecks.ValuesOf(parameter)
            : table.Find(name) is { } row ? [row.Default] : [];
    }
}
