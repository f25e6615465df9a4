using HpoRunner.Experiments;
using HpoRunner.Training;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Search;

/// <summary>
/// Independent draws (Bergstra and Bengio 2012). Every parameter of every trial has a stream of its own, so trial 17 is the same
/// whatever came before it, and another parameter in the file does not move the values of the rest. A duplicate is drawn again from
/// the next streams of the same trial; after <see cref="MaxRedraws"/> the space counts as exhausted.
/// </summary>
internal sealed class RandomSearch(IReadOnlyList<Parameter> parameters, long seed) : ISearcher
{
    internal const int MaxRedraws = 1000;

    public Configuration? Propose(int trial, Predicate<Configuration> isTaken)
    {
        for (var redraw = 0; redraw <= MaxRedraws; redraw++)
        {
            var values = new Dictionary<string, Scalar>();
            foreach (var parameter in parameters)
                values[parameter.Name] = Draw(parameter, trial, redraw);
            var configuration = SearchSpace.Complete(parameters, values);
            if (!isTaken(configuration))
                return configuration;
        }
        return null;
    }

    private Scalar Draw(Parameter parameter, int trial, int redraw)
    {
        var stream = RandomStream.Derive((ulong)seed, "search " + parameter.Name, trial, redraw);
        return parameter.Domain switch
        {
            FixedDomain fixedValue => fixedValue.Value,
            ChoiceDomain choice => DrawChoice(choice, stream),
            RangeDomain range => RangeValues.FromShare(range, stream.NextDouble()),
            NormalDomain normal => DrawNormal(parameter.Name, normal, stream),
            var other => throw new InvalidOperationException($"no draw for {other.GetType().Name}"),
        };
    }

    private static Scalar DrawChoice(ChoiceDomain choice, RandomStream stream)
    {
        if (choice.Weights is not { } weights)
            return choice.Values[stream.NextInt(choice.Values.Count)];
        var rest = stream.NextDouble() * weights.Sum();
        for (var i = 0; i < weights.Count - 1; i++)
        {
            rest -= weights[i];
            if (rest < 0)
                return choice.Values[i];
        }
        return choice.Values[^1];
    }

    /// <summary>Values that the parameter's own bounds forbid are drawn again: a normal truncated to what is allowed.</summary>
    private static Scalar DrawNormal(string name, NormalDomain normal, RandomStream stream)
    {
        for (var attempt = 0; attempt < MaxRedraws; attempt++)
        {
            var draw = normal.Mean + (normal.StandardDeviation * stream.NextNormal());
            var value = normal.Whole ? Math.Round(draw) : RangeValues.Round(draw);
            if (SearchSpace.Allows(name, value))
                return value;
        }
        return normal.Mean;
    }
}
