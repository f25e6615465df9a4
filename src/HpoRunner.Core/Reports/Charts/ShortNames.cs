namespace HpoRunner.Reports.Charts;

/// <summary>
/// Names cut to a width and still different from one another, since equal labels on an axis would lie: first the beginnings, where
/// two would be equal the ends of those names, where that does not help either a number behind them.
/// </summary>
internal static class ShortNames
{
    public static IReadOnlyList<string> Of(IReadOnlyList<string> names, double most)
    {
        var cut = names.Select(name => TextWidth.Cut(name, most)).ToList();
        foreach (var clash in Clashes(cut))
            cut[clash] = End(names[clash], most);
        foreach (var clash in Clashes(cut))
            cut[clash] = $"{TextWidth.Cut(names[clash], most - 2)} {Figures.Fixed(clash + 1, 0)}";
        return cut;
    }

    private static List<int> Clashes(List<string> names) =>
        Enumerable.Range(0, names.Count).GroupBy(i => names[i]).Where(group => group.Count() > 1).SelectMany(group => group).ToList();

    private static string End(string name, double most)
    {
        for (var start = 1; start < name.Length; start++)
        {
            var shorter = string.Concat("…", name.AsSpan(start));
            if (!char.IsLowSurrogate(name[start]) && TextWidth.Of(shorter) <= most)
                return shorter;
        }
        return name;
    }
}
