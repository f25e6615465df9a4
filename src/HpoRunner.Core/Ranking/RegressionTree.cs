using HpoRunner.Training.Numerics;

namespace HpoRunner.Ranking;

/// <summary>
/// A regression tree grown by least squares, kept as its leaves: <see cref="Importance"/> needs boxes, not predictions. Ranges split
/// halfway between neighbouring values. Choices split into two sets: with categories ordered by their mean score, the best set is a
/// beginning of that order. At each node a random five sixths of the parameters are looked at. Source: Breiman et al. 1984, sections 8.4
/// and 9.4; Breiman 2001.
/// </summary>
internal sealed class RegressionTree
{
    private const int SmallestLeaf = 3;
    private const int DeepestLevel = 40;
    private const double LookedAtShare = 5.0 / 6;

    private readonly IReadOnlyList<ImportanceParameter> _parameters;
    private readonly double[][] _rows;
    private readonly double[] _scores;
    private readonly RandomStream _stream;
    private readonly int[] _candidates;
    private readonly RowOrder[] _orders;
    private readonly List<TreeLeaf> _leaves = [];

    private RegressionTree(IReadOnlyList<ImportanceParameter> parameters, double[][] rows, double[] scores, RandomStream stream)
    {
        (_parameters, _rows, _scores, _stream) = (parameters, rows, scores, stream);
        _candidates = [.. Enumerable.Range(0, parameters.Count)];
        // Categories need none.
        _orders = [.. parameters.Select((parameter, i) =>
            new RowOrder(parameter.IsCategorical ? [] : Array.ConvertAll(rows, row => row[i])))];
    }

    /// <summary>
    /// Grows a tree. Rows may repeat (a bootstrap sample) and have a coordinate for each parameter, none missing. At least one row.
    /// </summary>
    public static IReadOnlyList<TreeLeaf> Grow(
        IReadOnlyList<ImportanceParameter> parameters, double[][] rows, double[] scores, RandomStream stream)
    {
        var tree = new RegressionTree(parameters, rows, scores, stream);
        var everything = new TreeLeaf(
            0,
            new double[parameters.Count],
            [.. parameters.Select(_ => 1.0)],
            [.. parameters.Select(parameter => parameter.IsCategorical ? parameter.AllCategories : 0)]);
        tree.Grow([.. Enumerable.Range(0, rows.Length)], everything, 0);
        return tree._leaves;
    }

    private void Grow(Span<int> members, TreeLeaf box, int level)
    {
        if (level == DeepestLevel || members.Length < 2 * SmallestLeaf || BestSplit(members) is not { } split)
        {
            _leaves.Add(box with { Value = MeanScore(members) });
            return;
        }
        var leftCount = Partition(members, split);
        var (left, right) = Divide(box, split);
        Grow(members[..leftCount], left, level + 1);
        Grow(members[leftCount..], right, level + 1);
    }

    private Split? BestSplit(Span<int> members)
    {
        Split? best = null;
        _stream.Shuffle(_candidates.AsSpan());
        var lookedAt = (int)Math.Ceiling(LookedAtShare * _candidates.Length);
        // A split must explain something beyond rounding.
        var smallestGain = 1e-12 * (1 + SumOfSquares(members));
        foreach (var parameter in _candidates.AsSpan(0, lookedAt).ToArray())
        {
            var split = _parameters[parameter].IsCategorical ? BestSet(members, parameter) : BestThreshold(members, parameter);
            if (split is { } found && found.Gain > smallestGain && (best is null || found.Gain > best.Value.Gain))
                best = found;
        }
        return best;
    }

    private Split? BestThreshold(Span<int> members, int parameter)
    {
        _orders[parameter].Sort(members);
        Split? best = null;
        double total = TotalScore(members), left = 0;
        for (var i = 0; i + SmallestLeaf < members.Length; i++)
        {
            left += _scores[members[i]];
            if (i + 1 < SmallestLeaf)
                continue;
            var (here, next) = (_rows[members[i]][parameter], _rows[members[i + 1]][parameter]);
            if (here == next)
                continue;
            var gain = Gain(left, i + 1, total, members.Length);
            if (best is null || gain > best.Value.Gain)
                best = new Split(parameter, gain, 0.5 * (here + next), 0);
        }
        return best;
    }

    private Split? BestSet(Span<int> members, int parameter)
    {
        var count = _parameters[parameter].CategoryCount;
        var sums = new double[count];
        var counts = new int[count];
        foreach (var member in members)
        {
            var category = (int)_rows[member][parameter];
            sums[category] += _scores[member];
            counts[category]++;
        }
        var present = Enumerable.Range(0, count)
            .Where(category => counts[category] > 0)
            .OrderBy(category => sums[category] / counts[category])
            .ToArray();
        Split? best = null;
        double total = TotalScore(members), left = 0;
        var leftCount = 0;
        var set = 0UL;
        for (var i = 0; i + 1 < present.Length; i++)
        {
            left += sums[present[i]];
            leftCount += counts[present[i]];
            set |= 1UL << present[i];
            if (leftCount < SmallestLeaf || members.Length - leftCount < SmallestLeaf)
                continue;
            var gain = Gain(left, leftCount, total, members.Length);
            if (best is null || gain > best.Value.Gain)
                best = new Split(parameter, gain, double.NaN, WithAbsent(set, counts, 2 * leftCount > members.Length));
        }
        return best;
    }

    /// <summary>Categories that no row here has go with the larger side.</summary>
    private static ulong WithAbsent(ulong set, int[] counts, bool leftIsLarger)
    {
        if (leftIsLarger)
            for (var category = 0; category < counts.Length; category++)
                if (counts[category] == 0)
                    set |= 1UL << category;
        return set;
    }

    /// <summary>Decrease of the sum of squared errors: n₁n₂/n · (mean₁ − mean₂)².</summary>
    private static double Gain(double left, int leftCount, double total, int count)
    {
        var rightCount = count - leftCount;
        var difference = left / leftCount - (total - left) / rightCount;
        return (double)leftCount * rightCount / count * difference * difference;
    }

    private int Partition(Span<int> members, Split split)
    {
        var next = 0;
        for (var i = 0; i < members.Length; i++)
            if (split.GoesLeft(_rows[members[i]][split.Parameter]))
            {
                (members[next], members[i]) = (members[i], members[next]);
                next++;
            }
        return next;
    }

    private static (TreeLeaf Left, TreeLeaf Right) Divide(TreeLeaf box, Split split)
    {
        if (double.IsNaN(split.Threshold))
            return (box with { Categories = Replaced(box.Categories, split.Parameter, box.Categories[split.Parameter] & split.Set) },
                box with { Categories = Replaced(box.Categories, split.Parameter, box.Categories[split.Parameter] & ~split.Set) });
        return (box with { High = Replaced(box.High, split.Parameter, split.Threshold) },
            box with { Low = Replaced(box.Low, split.Parameter, split.Threshold) });
    }

    private static T[] Replaced<T>(T[] values, int index, T value)
    {
        var copy = (T[])values.Clone();
        copy[index] = value;
        return copy;
    }

    private double TotalScore(ReadOnlySpan<int> members)
    {
        double sum = 0;
        foreach (var member in members)
            sum += _scores[member];
        return sum;
    }

    private double SumOfSquares(ReadOnlySpan<int> members)
    {
        double sum = 0;
        foreach (var member in members)
            sum += _scores[member] * _scores[member];
        return sum;
    }

    private double MeanScore(ReadOnlySpan<int> members) => TotalScore(members) / members.Length;

    /// <summary>A threshold for ranges; for choices NaN and the set of categories that go left.</summary>
    private readonly record struct Split(int Parameter, double Gain, double Threshold, ulong Set)
    {
        public bool GoesLeft(double value) => double.IsNaN(Threshold) ? (Set >> (int)value & 1) == 1 : value <= Threshold;
    }
}
