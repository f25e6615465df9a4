namespace HpoRunner.Reports.RunCharts;

/// <summary>
/// What grouped curves show, in one sentence: which values end best, which worst, which diverged. Two values are told apart when their
/// means differ by more than two standard errors of the difference, trainings counted as independent: a description of these trials,
/// not a test.
/// </summary>
internal sealed class GroupFinding
{
    private const double Apart = 2;
    private const int MostNamed = 3;

    /// <summary>Longer lists are counted.</summary>
    private const int MostLetters = 40;

    public GroupFinding(CurveGrouping grouping, bool maximize, ScoreFormat scores)
    {
        double Worse(CurveGroup group) => maximize ? -group.End!.Mean : group.End!.Mean;
        // A group of which all diverged is judged by that alone.
        var ended = grouping.Groups.Where(group => group.End is not null && !group.AllDiverged).OrderBy(Worse).ToList();
        (Best, Worst) = (ended.FirstOrDefault(), ended.Count > 1 ? ended[^1] : null);
        var parts = new List<string>();
        if (ended.Count == 1 && grouping.Groups.Count > 1)
            parts.Add($"only {Best!.Label} gets through");
        else if (ended.Count > 1)
            parts.Add(Differences(ended, scores, grouping.IsAverage ? " on average" : ""));
        if (ended.Count > 1 && ended.All(group => group.End!.Count == 1))
            parts.Add("one training each, so luck may be all of it");
        if (Diverging(grouping) is { Length: > 0 } diverging)
            parts.Add(diverging);
        // The subtitle has the name at any length.
        var what = grouping.Name.Length <= MostLetters ? grouping.Name : "Configurations";
        Title = $"{what}: {string.Join("; ", parts)}";
    }

    public CurveGroup? Best { get; }

    public CurveGroup? Worst { get; }

    public string Title { get; }

    private static string Differences(List<CurveGroup> ended, ScoreFormat scores, string average)
    {
        string Score(CurveGroup group) => scores.Score(group.End!.Mean);
        var best = ended[0];
        var (low, high) = (ended.MinBy(group => group.End!.Mean)!, ended.MaxBy(group => group.End!.Mean)!);
        var alike = ended.TakeWhile(group => !IsApart(best, group)).ToList();
        if (alike.Count == ended.Count)
            return $"{(ended.Count == 2 ? "both" : $"all {ended.Count}")} end alike{average}, between {Score(low)} and {Score(high)}";
        var worst = $"{ended[^1].Label} worst ({Score(ended[^1])})";
        return alike.Count == 1 ? $"{best.Label} ends best{average} ({Score(best)}), {worst}"
            : CanBeListed(alike) ? $"{Listed(alike)} end best{average} ({Score(best)}), {worst}"
            : $"{alike.Count} of {ended.Count} end alike{average} ({Score(best)}), {worst}";
    }

    private static bool IsApart(CurveGroup a, CurveGroup b)
    {
        var (first, second) = (a.End!, b.End!);
        var error = Math.Sqrt((first.Deviation * first.Deviation / first.Count) + (second.Deviation * second.Deviation / second.Count));
        return Math.Abs(first.Mean - second.Mean) > Apart * error;
    }

    private static string Diverging(CurveGrouping grouping)
    {
        var all = grouping.Groups.Where(group => group.AllDiverged).ToList();
        var some = grouping.Groups.Where(group => group.Diverged.Count > 0 && !group.AllDiverged).ToList();
        var parts = new List<string>();
        if (all.Count > 0)
            parts.Add(
                CanBeListed(all)
                    ? $"{Listed(all)} always {(all.Count == 1 ? "diverges" : "diverge")}"
                    : $"{all.Count} values always diverge");
        if (some.Count > 0)
            parts.Add(
                CanBeListed(some)
                    ? $"{Listed(some)} sometimes {(some.Count == 1 ? "diverges" : "diverge")}"
                    : $"{some.Count} values sometimes diverge");
        return string.Join(", ", parts);
    }

    private static bool CanBeListed(IReadOnlyList<CurveGroup> groups) =>
        groups.Count <= MostNamed && groups.Sum(group => group.Label.Length) <= MostLetters;

    private static string Listed(IReadOnlyList<CurveGroup> groups) => groups.Count == 1 ? groups[0].Label
        : string.Join(", ", groups.Take(groups.Count - 1).Select(group => group.Label)) + " and " + groups[^1].Label;
}
