using HpoRunner.Experiments;
using HpoRunner.Training;

namespace HpoRunner.Evaluation;

/// <summary>The values of a parameter that stand for all it can take in an experiment, each with its path in the file.</summary>
internal static class ParameterValues
{
    /// <summary>
    /// All of a choice, the ends of a range, the mean of a normal distribution; then, where others, the default and those of points.
    /// </summary>
    public static IEnumerable<(Scalar Value, string Path)> Of(Parameter parameter, IReadOnlyList<Configuration> points)
    {
        var path = $"parameters.{parameter.Name}";
        IEnumerable<(Scalar, string)> searched = parameter.Domain switch
        {
            FixedDomain given => [(given.Value, path)],
            ChoiceDomain choice => choice.Values.Select((value, i) => (value, $"{path}[{i}]")),
            RangeDomain range => [(range.Min, $"{path}.min"), (range.Max, $"{path}.max")],
            NormalDomain normal => [(normal.Mean, $"{path}.mean")],
            _ => throw new ArgumentOutOfRangeException(nameof(parameter)),
        };
        var others = points.Select((point, i) => (Value: point[parameter.Name], Path: $"points[{i}].{parameter.Name}"))
            .Prepend((Value: parameter.Default, Path: $"{path}.default"));
        return searched.Concat(others
            .Where(other => other.Value is { } value && !DomainValues.Contains(parameter.Domain, value))
            .Select(other => (other.Value.GetValueOrDefault(), other.Path)));
    }
}
