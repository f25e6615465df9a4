using System.Numerics;
using HpoRunner.Training;

namespace HpoRunner.Experiments;

/// <summary>How many different configurations a grid holds, counted without building it: inactive parameters multiply nothing.</summary>
public static class GridSize
{
    /// <summary>Beyond so many combinations of the parameters that conditions look at, the count is an upper bound.</summary>
    private const int MostCombinations = 100_000;

    /// <summary>Null when a parameter has no countable values.</summary>
    public static BigInteger? Count(IReadOnlyList<Parameter> parameters)
    {
        if (parameters.Any(parameter => DomainValues.Count(parameter.Domain) is null))
            return null;
        var controllers = parameters
            .Where(parameter => parameters.Any(other => other.When.Any(condition => condition.Parameter == parameter.Name)))
            .ToList();
        var combinations = Product(controllers);
        return combinations > MostCombinations ? Product(parameters) : CountActive(parameters, controllers, (int)combinations);
    }

    /// <summary>
    /// Trials of a whole grid, the baseline included; null where that is no number to count to, or the search is no grid.
    /// </summary>
    public static long? TrialCount(Experiment experiment)
    {
        if (experiment.Search != SearchMethod.Grid || Count(experiment.Parameters) is not { } size || size > int.MaxValue)
            return null;
        var isInGrid = experiment.Baseline.Entries.All(entry =>
            DomainValues.Contains(experiment.Parameters.First(parameter => parameter.Name == entry.Key).Domain, entry.Value));
        return (long)size + (isInGrid ? 0 : 1);
    }

    /// <summary>
    /// Walks all values of the controlling parameters. A combination counts once for each set of active controllers' values: those in
    /// which an inactive controller has other than its first value are the same configuration again.
    /// </summary>
    private static BigInteger CountActive(IReadOnlyList<Parameter> parameters, List<Parameter> controllers, int combinations)
    {
        var total = BigInteger.Zero;
        var values = new Dictionary<string, Scalar>(StringComparer.Ordinal);
        for (var number = 0; number < combinations; number++)
        {
            var rest = number;
            var moved = new List<Parameter>();
            foreach (var controller in controllers)
            {
                var size = (int)DomainValues.Count(controller.Domain)!.Value;
                var index = rest % size;
                rest /= size;
                values[controller.Name] = DomainValues.At(controller.Domain, index);
                if (index > 0)
                    moved.Add(controller);
            }
            var active = SearchSpace.Active(parameters, values);
            if (moved.All(active.Contains))
                total += Product(active.Where(parameter => !controllers.Contains(parameter)));
        }
        return total;
    }

    private static BigInteger Product(IEnumerable<Parameter> parameters) =>
        parameters.Aggregate(BigInteger.One, (product, parameter) => product * DomainValues.Count(parameter.Domain)!.Value);
}
