using HpoRunner.Training.Numerics;

namespace HpoRunner.CrossValidation;

/// <summary>
/// Divides rows by chance, evenly. Every class's rows are shuffled, and the classes laid out one after the other in one line (without
/// classes the line is one shuffled row of all). Neighbours in the line then go to different parts: so parts differ by at most one row
/// in all, and by at most one row of each class.
/// </summary>
internal static class Dealing
{
    /// <summary>The rows, shuffled within each class, class after class; classes null for one class of all.</summary>
    public static int[] Line(ReadOnlySpan<int> rows, int[]? classes, RandomStream random)
    {
        var line = rows.ToArray();
        if (classes is null)
        {
            random.Shuffle(line.AsSpan());
            return line;
        }
        var keys = Array.ConvertAll(line, row => ((long)classes[row] << 32) | (uint)row);
        Array.Sort(keys, line);
        for (var begin = 0; begin < line.Length;)
        {
            var end = begin;
            while (end < line.Length && classes[line[end]] == classes[line[begin]])
                end++;
            random.Shuffle(line.AsSpan(begin, end - begin));
            begin = end;
        }
        return line;
    }

    /// <summary>The i-th row of the line goes to part i mod count.</summary>
    public static void IntoFolds(int[] line, int count, int[] partOfRow)
    {
        for (var i = 0; i < line.Length; i++)
            partOfRow[line[i]] = i % count;
    }

    /// <summary>
    /// So many rows of the line at even distances, the i-th at place ⌊(2i + 1) n / 2 count⌋; of every class its share, rounded up or down.
    /// </summary>
    public static int[] Sample(int[] line, int count)
    {
        var rows = new int[count];
        for (var i = 0; i < count; i++)
            rows[i] = line[(2L * i + 1) * line.Length / (2L * count)];
        Array.Sort(rows);
        return rows;
    }
}
