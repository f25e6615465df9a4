using System.Numerics;

namespace HpoRunner.Ranking;

/// <summary>
/// A box of the cube of parameters on which a regression tree is constant. The leaves of one tree fill the cube without overlap.
/// </summary>
/// <param name="Value">The tree's prediction there.</param>
/// <param name="Low">Lower bound per parameter; used for ranges.</param>
/// <param name="High">Upper bound per parameter; used for ranges.</param>
/// <param name="Categories">Set of categories per parameter, a bit each; used for choices.</param>
internal sealed record TreeLeaf(double Value, double[] Low, double[] High, ulong[] Categories)
{
    /// <summary>Share of one parameter's domain that the box covers.</summary>
    public double Width(IReadOnlyList<ImportanceParameter> parameters, int index) => parameters[index].IsCategorical
        ? BitOperations.PopCount(Categories[index]) / (double)parameters[index].CategoryCount
        : High[index] - Low[index];

    /// <summary>Share of the whole cube.</summary>
    public double Volume(IReadOnlyList<ImportanceParameter> parameters)
    {
        var volume = 1.0;
        for (var i = 0; i < parameters.Count; i++)
            volume *= Width(parameters, i);
        return volume;
    }
}
