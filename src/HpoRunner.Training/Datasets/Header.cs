using static System.FormattableString;

namespace HpoRunner.Training.Datasets;

/// <summary>The names of a file's columns, checked, and what each is for.</summary>
internal sealed class Header
{
    private Header(string[] names, DatasetSettings settings)
    {
        Names = names;
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
            index[names[i]] = i;
        Targets = [.. settings.Targets.Select(target => index[target])];
        Group = settings.Group is null ? null : index[settings.Group];
        Order = settings.Order is null ? null : index[settings.Order];
        var others = settings.Ignore.Select(name => index[name]).Concat(Targets).ToHashSet();
        if (Group is { } group)
            others.Add(group);
        if (Order is { } order)
            others.Add(order);
        Features = [.. Enumerable.Range(0, names.Length).Where(i => !others.Contains(i))];
    }

    public string[] Names { get; }

    public int[] Targets { get; }

    public int[] Features { get; }

    public int? Group { get; }

    public int? Order { get; }

    /// <summary>Throws with every problem of the header at once.</summary>
    public static Header Check(string[] names, long line, DatasetSettings settings, ProblemList problems)
    {
        CheckNames(names, line, problems);
        problems.ThrowIfAny();
        foreach (var target in settings.Targets)
            CheckPresent("data.target", "target", target, names, line, problems);
        foreach (var ignored in settings.Ignore)
        {
            CheckPresent("data.ignore", "ignored column", ignored, names, line, problems);
            if (settings.Targets.Contains(ignored))
                problems.Add(line, "data.ignore", $"the target '{ignored}' is ignored as well");
        }
        foreach (var typed in settings.Types.Keys)
            CheckPresent($"data.types.{typed}", "column of data.types", typed, names, line, problems);
        if (settings.Group is { } group)
            CheckPresent("validation.group", "group column", group, names, line, problems);
        if (settings.Order is { } order)
            CheckPresent("validation.order", "order column", order, names, line, problems);
        problems.ThrowIfAny();
        var header = new Header(names, settings);
        if (header.Features.Length == 0)
            problems.Add(line, "no feature is left: every column is a target, ignored, a group or an order");
        problems.ThrowIfAny();
        return header;
    }

    private static void CheckNames(string[] names, long line, ProblemList problems)
    {
        if (names.All(name => CellNumber.TryParse(name, out _)))
        {
            problems.Add(line, "the first line holds numbers only; it must name the columns");
            return;
        }
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(names[i]))
                problems.Add(line, Invariant($"column {i + 1} of {names.Length} has no name"));
            else if (!seen.TryAdd(names[i], i))
                problems.Add(line, Invariant($"columns {seen[names[i]] + 1} and {i + 1} are both named '{names[i]}'"));
        }
    }

    private static void CheckPresent(string setting, string role, string name, string[] names, long line, ProblemList problems)
    {
        if (names.Contains(name))
            return;
        var nearest = NearestName.Hint(name, names);
        var all = nearest.Length == 0 && names.Length <= 30 ? $"; the columns are {string.Join(", ", names)}" : "";
        problems.Add(line, setting, $"there is no {role} '{name}'{nearest}{all}");
    }
}
