using HpoRunner.Experiments;
using HpoRunner.Training;

namespace HpoRunner.Search;

/// <summary>
/// Every combination exactly once, the last parameter changing fastest, enumerated lazily. A parameter that is inactive in a branch
/// takes no part in it, so a conditional space has no repeated points. Points that are taken (the baseline, listed points) are
/// passed over; its own need not be remembered, for none comes again.
/// </summary>
internal sealed class GridSearch : ISearcher
{
    private readonly IReadOnlyList<Parameter> _parameters;
    private readonly List<Parameter> _axes;
    private readonly IEnumerator<Configuration> _points;
    private int _proposedBefore;

    /// <summary>Throws when a parameter's values cannot be counted; the experiment's reader has refused that.</summary>
    /// <param name="proposedBefore">How many points were proposed before a resume: it goes on behind them.</param>
    public GridSearch(IReadOnlyList<Parameter> parameters, int proposedBefore = 0)
    {
        if (parameters.FirstOrDefault(parameter => DomainValues.Count(parameter.Domain) is null) is { } continuum)
            throw new ArgumentException($"a grid needs steps or a count for {continuum.Name}", nameof(parameters));
        _parameters = parameters;
        _proposedBefore = proposedBefore;
        _axes = InDependencyOrder(parameters);
        _points = Enumerate(0, []).GetEnumerator();
    }

    public Configuration? Propose(int trial, Predicate<Configuration> isTaken)
    {
        while (_points.MoveNext())
        {
            if (!isTaken(_points.Current) && _proposedBefore-- <= 0)
                return _points.Current;
        }
        return null;
    }

    private IEnumerable<Configuration> Enumerate(int index, Dictionary<string, Scalar> values)
    {
        if (index == _axes.Count)
        {
            yield return SearchSpace.Complete(_parameters, values);
            yield break;
        }
        var axis = _axes[index];
        var count = IsActive(axis, values) ? DomainValues.Count(axis.Domain)!.Value : 0;
        if (count == 0)
        {
            foreach (var point in Enumerate(index + 1, values))
                yield return point;
        }
        for (var i = 0L; i < count; i++)
        {
            values[axis.Name] = DomainValues.At(axis.Domain, i);
            foreach (var point in Enumerate(index + 1, values))
                yield return point;
        }
        values.Remove(axis.Name);
    }

    /// <summary>By what is assigned so far: an axis comes after those that decide about it.</summary>
    private static bool IsActive(Parameter parameter, Dictionary<string, Scalar> values) =>
        parameter.When.All(condition => values.TryGetValue(condition.Parameter, out var value) && condition.Values.Contains(value));

    /// <summary>File order, but a parameter that a condition refers to comes before those that depend on it.</summary>
    private static List<Parameter> InDependencyOrder(IReadOnlyList<Parameter> parameters)
    {
        var ordered = new List<Parameter>();
        while (ordered.Count < parameters.Count)
        {
            ordered.Add(
                parameters.First(parameter =>
                    !ordered.Contains(parameter)
                    && parameter.When.All(condition => ordered.Exists(placed => placed.Name == condition.Parameter))));
        }
        return ordered;
    }
}
