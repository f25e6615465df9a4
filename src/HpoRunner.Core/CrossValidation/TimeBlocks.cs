namespace HpoRunner.CrossValidation;

/// <summary>Cuts rows in the order of time into blocks. Rows of equal time stay together: a cut moves back to the first of them.</summary>
internal static class TimeBlocks
{
    /// <summary>Rows by time; equal times by row number.</summary>
    public static int[] Sorted(ReadOnlySpan<int> rows, int[] order)
    {
        var sorted = rows.ToArray();
        var keys = Array.ConvertAll(sorted, row => ((long)order[row] << 32) | (uint)row);
        Array.Sort(keys, sorted);
        return sorted;
    }

    /// <summary>The place nearest before the wanted one at which time goes on.</summary>
    public static int Cut(int[] sorted, int[] order, int wanted)
    {
        while (wanted > 0 && wanted < sorted.Length && order[sorted[wanted]] == order[sorted[wanted - 1]])
            wanted--;
        return wanted;
    }

    /// <summary>
    /// Where the blocks 1 … folds begin, of ⌊n / (folds + 1)⌋ rows each before cuts move; block 0 takes what is left over, as
    /// scikit-learn's TimeSeriesSplit does.
    /// </summary>
    public static int[] Cuts(int[] sorted, int[] order, int folds)
    {
        var size = sorted.Length / (folds + 1);
        var cuts = new int[folds];
        for (var block = 0; block < folds; block++)
            cuts[block] = Cut(sorted, order, sorted.Length - (folds - block) * size);
        return cuts;
    }
}
