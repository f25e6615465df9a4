using System.Numerics;

namespace HpoRunner.Ranking;

/// <summary>
/// The functional analysis of variance of a tree: how much of its variance over the whole cube, all parameters independent and uniform,
/// is explained by one parameter, and by a pair beyond its two parameters. With a(x) the tree's mean over all other parameters:
/// Vᵢ = Var a(xᵢ), Vᵢⱼ = Var a(xᵢ, xⱼ) − Vᵢ − Vⱼ. Exact, because a tree is constant on boxes.
/// Source: Hutter, Hoos and Leyton-Brown 2014, algorithm 2.
/// </summary>
internal sealed class VarianceShares
{
    private readonly IReadOnlyList<ImportanceParameter> _parameters;
    private readonly IReadOnlyList<TreeLeaf> _leaves;
    private readonly double[] _volumes;
    private readonly double[][] _cuts;

    /// <summary>Parameters × leaves: the cells that a leaf covers.</summary>
    private readonly (int Start, int End)[][][] _runs;
    private readonly double[] _single;
    private readonly double _mean;

    public VarianceShares(IReadOnlyList<ImportanceParameter> parameters, IReadOnlyList<TreeLeaf> leaves)
    {
        (_parameters, _leaves) = (parameters, leaves);
        _volumes = [.. leaves.Select(leaf => leaf.Volume(parameters))];
        _mean = leaves.Select((leaf, i) => leaf.Value * _volumes[i]).Sum();
        Total = leaves.Select((leaf, i) => Math.Pow(leaf.Value - _mean, 2) * _volumes[i]).Sum();
        _cuts = [.. Enumerable.Range(0, parameters.Count).Select(Cuts)];
        _runs = [.. Enumerable.Range(0, parameters.Count).Select(i => leaves.Select(leaf => CellRuns(leaf, i)).ToArray())];
        _single = [.. Enumerable.Range(0, parameters.Count).Select(SingleVariance)];
    }

    /// <summary>Variance of the tree over the cube.</summary>
    public double Total { get; }

    /// <summary>Vᵢ / V in [0, 1]; 0 for a constant tree.</summary>
    public double Share(int parameter) => Total > 0 ? _single[parameter] / Total : 0;

    /// <summary>Vᵢⱼ / V in [0, 1]; 0 for a constant tree.</summary>
    public double Share(int first, int second)
    {
        if (Total <= 0)
            return 0;
        double[] firstWidths = CellWidths(first), secondWidths = CellWidths(second);
        var sums = new double[firstWidths.Length + 1, secondWidths.Length + 1];
        for (var i = 0; i < _leaves.Count; i++)
        {
            var leaf = _leaves[i];
            var amount = (leaf.Value - _mean) * _volumes[i] / (leaf.Width(_parameters, first) * leaf.Width(_parameters, second));
            foreach (var (firstStart, firstEnd) in _runs[first][i])
                foreach (var (secondStart, secondEnd) in _runs[second][i])
                {
                    sums[firstStart, secondStart] += amount;
                    sums[firstEnd, secondStart] -= amount;
                    sums[firstStart, secondEnd] -= amount;
                    sums[firstEnd, secondEnd] += amount;
                }
        }
        double variance = 0;
        for (var i = 0; i < firstWidths.Length; i++)
        {
            double along = 0;
            for (var j = 0; j < secondWidths.Length; j++)
            {
                if (i > 0)
                    sums[i, j] += sums[i - 1, j];
                along += sums[i, j];
                variance += along * along * firstWidths[i] * secondWidths[j];
            }
        }
        return Math.Max(0, variance - _single[first] - _single[second]) / Total;
    }

    private double SingleVariance(int parameter)
    {
        var widths = CellWidths(parameter);
        var sums = new double[widths.Length + 1];
        for (var i = 0; i < _leaves.Count; i++)
        {
            var amount = (_leaves[i].Value - _mean) * _volumes[i] / _leaves[i].Width(_parameters, parameter);
            foreach (var (start, end) in _runs[parameter][i])
            {
                sums[start] += amount;
                sums[end] -= amount;
            }
        }
        double level = 0, variance = 0;
        for (var cell = 0; cell < widths.Length; cell++)
        {
            level += sums[cell];
            variance += level * level * widths[cell];
        }
        return variance;
    }

    /// <summary>Bounds of the cells of a range, between which no leaf begins or ends; empty for a choice.</summary>
    private double[] Cuts(int parameter) => _parameters[parameter].IsCategorical
        ? []
        : [.. _leaves.Select(leaf => leaf.Low[parameter]).Append(1).Distinct().Order()];

    private double[] CellWidths(int parameter)
    {
        if (_parameters[parameter].IsCategorical)
            return [.. Enumerable.Repeat(1.0 / _parameters[parameter].CategoryCount, _parameters[parameter].CategoryCount)];
        var cuts = _cuts[parameter];
        return [.. cuts.Skip(1).Select((cut, i) => cut - cuts[i])];
    }

    /// <summary>
    /// The cells that a leaf covers, as runs [start, end): one for a range, one per neighbouring categories for a choice.
    /// </summary>
    private (int Start, int End)[] CellRuns(TreeLeaf leaf, int parameter)
    {
        if (!_parameters[parameter].IsCategorical)
        {
            var cuts = _cuts[parameter];
            return [(Array.BinarySearch(cuts, leaf.Low[parameter]), Array.BinarySearch(cuts, leaf.High[parameter]))];
        }
        var runs = new List<(int Start, int End)>();
        var start = 0;
        for (var rest = leaf.Categories[parameter]; rest != 0;)
        {
            var skipped = BitOperations.TrailingZeroCount(rest);
            start += skipped;
            rest >>= skipped;
            var run = BitOperations.TrailingZeroCount(~rest);
            runs.Add((start, start + run));
            start += run;
            rest = run == 64 ? 0 : rest >> run;
        }
        return [.. runs];
    }
}
