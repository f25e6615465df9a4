using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>Scores in the order of ranks with their 95 % intervals: how far the lead reaches, and where the drop begins.</summary>
internal static class RankChart
{
    private const int FewestTrials = 5;

    /// <summary>More intervals than this would run together into a band: then one is drawn.</summary>
    private const int MostIntervals = 150;

    /// <summary>Neighbours would cover each other: beyond these, so many are drawn at even distances.</summary>
    private const int MostDots = 500;

    public static Chart? Create(Standings standings, ScoreAxis scores)
    {
        if (standings.Ranked.Count < FewestTrials)
            return null;
        var shown = scores.Shown.ToHashSet();
        var every = Math.Max(1, (int)Math.Ceiling(standings.Ranked.Count / (double)MostDots));
        var placed = standings.Ranked.Select((trial, i) => (Trial: trial, Rank: i + 1))
            .Where(item => item.Rank % every == 1 % every && shown.Contains(item.Trial)).ToList();
        var intervals = placed
            .Where(item => item.Trial is { Low: { } low, High: { } high } && double.IsFinite(low) && double.IsFinite(high)).ToList();
        var scale = standings.ScoreScale(
            placed.SelectMany(item => new[] { item.Trial.Mean, item.Trial.Low, item.Trial.High }).Select(value => value ?? double.NaN),
            0.03);
        var marks = new List<Mark>();
        if (standings.Baseline is { Mean: { } level })
            marks.Add(new Rule(level, false, Paint.Series5));
        marks.Add(intervals.Count > MostIntervals
            ? new Band(intervals.Select(item => ((double)item.Rank, item.Trial.Low!.Value, item.Trial.High!.Value)).ToList(),
                Paint.Series5) { Opacity = 0.25 }
            : new Segments([.. intervals.Select(item =>
                (new ChartPoint(item.Rank, item.Trial.Low!.Value), new ChartPoint(item.Rank, item.Trial.High!.Value)))], Paint.Faint));
        var radius = placed.Count > 300 ? 1.9 : 3.2;
        marks.Add(Dots(placed.Where(item => !item.Trial.Tied && item.Rank > 1), Paint.Series5, radius));
        marks.Add(Dots(placed.Where(item => item.Trial.Tied || item.Rank == 1), Paint.Series1, radius));
        var count = standings.Ranked.Count;
        return new Chart
        {
            Title = Finding(standings),
            Subtitle = Subtitle(standings, intervals.Count > 0, every),
            Description = $"{standings.MetricName} by rank: " + string.Join(", ", new[] { 1, (count / 2) + 1, count }
                .Select(rank => $"{standings.Scores.Score(standings.Ranked[rank - 1].Mean)} at rank {rank}")) + ".",
            Footer = standings.Footer,
            X = new Axis(new LinearScale(1 - (0.01 * count), count * 1.01) { Whole = true }, "rank"),
            Y = new Axis(scale, standings.MetricName) { Grid = true },
            Marks = marks,
            Lanes = scores.Lanes(trial => standings.RankOf.TryGetValue(trial.Number, out var rank)
                ? rank : double.NaN, clipped: Paint.Series5),
            EndLabels = standings.Baseline is { Mean: { } baseline }
                ? [new EndLabel(baseline, "baseline", Paint.Series5) { Bold = false }] : [],
            Format = ChartFormat.Low,
            Table = new ChartTable(["rank", "trial", standings.MetricName, "low", "high"],
                [.. Landmarks(count).Select(rank => Row(standings, rank))]),
        };
    }

    private static Dots Dots(IEnumerable<(ReportTrial Trial, int Rank)> items, Paint paint, double radius)
    {
        var list = items.ToList();
        return new Dots(list.Select(item => new ChartPoint(item.Rank, item.Trial.Mean!.Value)).ToList(), paint)
        {
            Radius = radius, Numbers = list.Select(item => item.Trial.Number).ToList(),
        };
    }

    private static string Finding(Standings standings)
    {
        var tied = standings.TiedCount;
        var middle = $"the middle of the field is {standings.MiddleLead(standings.Ranked[standings.Ranked.Count / 2].Mean!.Value)}";
        return tied == 0 ? $"By rank, {middle}{(standings.IsSpread ? "" : " the best")}"
            : tied == 1 ? $"One configuration leads; {middle}"
            : $"{Figures.Whole(tied)} of {Figures.Whole(standings.Ranked.Count)} lead together; {middle}";
    }

    private static string Subtitle(Standings standings, bool intervals, int every) =>
        $"{standings.MeanName} by rank{standings.AxisNote}" + (every > 1 ? $", one of {Figures.Whole(every)} trials" : "")
        + (intervals ? $" with its 95{Figures.Space}% interval" : "") + (standings.TiedCount > 0 ? "; blue: tied with the best" : "");

    /// <summary>The first five, and about a dozen between them and the last.</summary>
    private static IEnumerable<int> Landmarks(int count) =>
        Enumerable.Range(1, Math.Min(5, count)).Concat(Standings.Sample([.. Enumerable.Range(1, count)], 12)).Append(count).Distinct()
            .Order();

    private static IReadOnlyList<string> Row(Standings standings, int rank)
    {
        var trial = standings.Ranked[rank - 1];
        return
        [
            Figures.Fixed(rank, 0), $"#{trial.Number}", standings.Scores.Score(trial.Mean), standings.Scores.Score(trial.Low),
            standings.Scores.Score(trial.High),
        ];
    }
}
