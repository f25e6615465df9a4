namespace HpoRunner.Training;

/// <summary>Finds what a misspelt name most likely meant, for "did you mean" in messages.</summary>
public static class NearestName
{
    /// <summary>
    /// The candidate with the fewest edits (a letter added, dropped or exchanged, or two neighbours swapped; case does not count), the
    /// first one of equals. Null when the best needs more than a third of the longer name's letters, but one edit is always near.
    /// </summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        string? nearest = null;
        var fewest = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var allowed = Math.Max(1, Math.Max(name.Length, candidate.Length) / 3);
            if (Math.Abs(name.Length - candidate.Length) > Math.Min(allowed, fewest))
                continue;
            var edits = Edits(name, candidate);
            if (edits <= allowed && edits < fewest)
                (nearest, fewest) = (candidate, edits);
        }
        return nearest;
    }

    /// <summary>The sentence's end: " (did you mean 'target'?)", or nothing.</summary>
    public static string Hint(string name, IEnumerable<string> candidates) =>
        Find(name, candidates) is { } nearest ? $" (did you mean '{nearest}'?)" : "";

    /// <summary>
    /// Optimal string alignment distance: the Levenshtein recurrence with swaps of neighbours, row by row over three rows.
    /// </summary>
    private static int Edits(string from, string to)
    {
        var beforeLast = new int[to.Length + 1];
        var last = new int[to.Length + 1];
        var row = new int[to.Length + 1];
        for (var j = 0; j <= to.Length; j++)
            last[j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var exchange = last[j - 1] + (Same(from[i - 1], to[j - 1]) ? 0 : 1);
                row[j] = Math.Min(exchange, 1 + Math.Min(row[j - 1], last[j]));
                if (i > 1 && j > 1 && Same(from[i - 1], to[j - 2]) && Same(from[i - 2], to[j - 1]))
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }
            (beforeLast, last, row) = (last, row, beforeLast);
        }
        return last[to.Length];
    }

    private static bool Same(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
