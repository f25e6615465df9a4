using HpoRunner.Training.Numerics;

namespace HpoRunner.CrossValidation;

/// <summary>Divides whole groups of rows by chance into parts of nearly equal size.</summary>
internal static class GroupDealing
{
    /// <summary>
    /// The groups in a shuffled order, the largest first (equal ones stay as shuffled), each into the part with the fewest rows so far,
    /// the first of equals: the greedy rule of Graham (1969), as scikit-learn's GroupKFold does without the shuffling.
    /// </summary>
    public static void IntoFolds(ReadOnlySpan<int> rows, int[] groups, int count, RandomStream random, int[] partOfRow)
    {
        var sizes = new int[count];
        foreach (var members in Shuffled(rows, groups, random).OrderByDescending(members => members.Count))
        {
            var lightest = Array.IndexOf(sizes, sizes.Min());
            sizes[lightest] += members.Count;
            foreach (var row in members)
                partOfRow[row] = lightest;
        }
    }

    /// <summary>Groups in a shuffled order, each taken if that brings the number of rows nearer to the wanted one.</summary>
    public static int[] Sample(ReadOnlySpan<int> rows, int[] groups, int count, RandomStream random)
    {
        var taken = new List<int>();
        foreach (var members in Shuffled(rows, groups, random))
        {
            if (Math.Abs(taken.Count + members.Count - count) < Math.Abs(taken.Count - count))
                taken.AddRange(members);
        }
        return [.. taken.Order()];
    }

    private static List<int>[] Shuffled(ReadOnlySpan<int> rows, int[] groups, RandomStream random)
    {
        var members = new SortedDictionary<int, List<int>>();
        foreach (var row in rows)
        {
            if (!members.TryGetValue(groups[row], out var list))
                members[groups[row]] = list = [];
            list.Add(row);
        }
        var shuffled = members.Values.ToArray();
        random.Shuffle(shuffled.AsSpan());
        return shuffled;
    }
}
