using HpoRunner.Experiments.Yaml;
using HpoRunner.Training;

namespace HpoRunner.Experiments.Reading;

/// <summary>Conditions that go round in a circle, and conditions that can never hold.</summary>
internal static class ConditionChecks
{
    public static void Check(IReadOnlyList<Parameter> parameters, IReadOnlyList<(string Name, Place Place)> places, Findings findings)
    {
        var byName = parameters.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in parameters.Where(parameter => !told.Contains(parameter.Name)))
        {
            var place = places.First(known => known.Name == parameter.Name).Place;
            var path = $"parameters.{parameter.Name}.when";
            if (Circle(parameter, byName) is { } circle)
            {
                told.UnionWith(circle);
                findings.Error(place, path, $"goes round in a circle: {string.Join(" → ", circle)}");
            }
            else if (Never(parameter, byName) is { } reason)
            {
                findings.Error(place, path, reason);
            }
        }
    }

    /// <summary>The names from the parameter back to itself, or null. A circle further up is told there.</summary>
    private static List<string>? Circle(Parameter start, Dictionary<string, Parameter> byName)
    {
        var visited = new HashSet<string>(StringComparer.Ordinal);
        var way = new List<string> { start.Name };
        return Walk(start) ? way : null;

        bool Walk(Parameter parameter)
        {
            foreach (var next in parameter.When.Select(condition => condition.Parameter))
            {
                way.Add(next);
                if (next == start.Name || (visited.Add(next) && byName.TryGetValue(next, out var other) && Walk(other)))
                    return true;
                way.RemoveAt(way.Count - 1);
            }
            return false;
        }
    }

    /// <summary>
    /// Why the parameter is never active: a value that the other parameter cannot take, or two conditions, here or further up, that
    /// leave no value in common. Null when it can be, or when a circle further up stands in the way of telling.
    /// </summary>
    private static string? Never(Parameter start, Dictionary<string, Parameter> byName)
    {
        foreach (var condition in start.When)
        {
            if (byName.TryGetValue(condition.Parameter, out var other)
                && !condition.Values.Any(value => DomainValues.Contains(other.Domain, value)))
                return
                    $"can never hold: {condition.Parameter} is never "
                    + $"{Sentence.List(condition.Values.Select(value => CoreSchema.Show(value.ToString())))}";
        }
        var allowed = new Dictionary<string, IReadOnlyList<Scalar>>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        string? contradiction = null;
        Collect(start);
        return contradiction;

        void Collect(Parameter parameter)
        {
            if (!visited.Add(parameter.Name))
                return;
            foreach (var condition in parameter.When)
            {
                var left = allowed.TryGetValue(condition.Parameter, out var before)
                    ? [.. before.Intersect(condition.Values)]
                    : condition.Values;
                allowed[condition.Parameter] = left;
                if (left.Count == 0)
                    contradiction ??= $"can never hold: what it depends on asks {condition.Parameter} to be two things at once";
                if (byName.TryGetValue(condition.Parameter, out var other))
                    Collect(other);
            }
        }
    }
}
