using HpoRunner.Experiments;
using HpoRunner.Training;

namespace HpoRunner.Evaluation;

/// <summary>The values of a parameter that stand for all it can take, each with its path in the experiment file.</summary>
internal static class ParameterValues
{
    /// <summary>All of a choice; the ends of a range; the mean of a normal distribution.</summary>
    public static IEnumerable<(Scalar Value, string Path)> Of(Parameter parameter)
    {
        var path = $"parameters.{parameter.Name}";
        return parameter.Domain switch
        {
            FixedDomain given => [(given.Value, path)],
            ChoiceDomain choice => choice.Values.Select((value, i) => (value, $"{path}[{i}]")),
            RangeDomain range => [(range.Min, $"{path}.min"), (range.Max, $"{path}.max")],
            NormalDomain normal => [(normal.Mean, $"{path}.mean")],
            _ => throw new ArgumentOutOfRangeException(nameof(parameter)),
        };
    }
}
