using HpoRunner.Ranking;
using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>How much of the differences between trials each parameter explains: a bar each, with its bootstrap whisker.</summary>
internal static class ImportanceChart
{
    public const int MostRows = 12;

    /// <summary>Below this share even the first parameter explains little by itself.</summary>
    private const double Little = 0.1;

    public static Chart? Create(Standings standings)
    {
        // The only parameter explains everything, the luck of each trial included.
        if (standings.Model.Importance is not { Shares.Parameters.Count: > 1 } importance)
            return null;
        var rows = importance.Shares.Parameters.Take(MostRows).ToList();
        ChartPoint At(double share, double row) => new(100 * share, row);
        return new Chart
        {
            Title = Finding(importance.Shares),
            Subtitle = Subtitle(standings, importance, rows.Count),
            Description = $"Share of the variance of {standings.MetricName} by parameter: "
                + string.Join(", ", rows.Select(row =>
                    $"{row.Parameter} {Figures.Percent(row.Share)} ({Figures.Percent(row.Low)} to {Figures.Percent(row.High)})")) + ".",
            Footer = standings.Footer,
            X = new Axis(new LinearScale(0, Math.Max(1, 102 * rows.Max(row => row.High))), $"% of the variance of {standings.MetricName}")
            {
                Grid = true,
            },
            Y = new Axis(new BandScale(ShortNames.Of(rows.Select(row => row.Parameter).ToList(), 11)), "") { TickMarks = false },
            Marks =
            [
                new Boxes(rows.Select((row, i) => (At(0, i - 0.28), At(row.Share, i + 0.28))).ToList(), Paint.Series1) { Opacity = 0.32 },
                new Segments(rows.Select((row, i) => (At(row.Low, i), At(row.High, i))).ToList(), Paint.Series1) { Width = 1.6 },
                new Dots(rows.Select((row, i) => At(row.Share, i)).ToList(), Paint.Series1) { Radius = 4.2 },
            ],
            EndLabels = rows.Select((row, i) =>
                new EndLabel(i, Figures.Percent(row.Share), i == 0 ? Paint.Ink : Paint.Soft) { Bold = i == 0 }).ToList(),
            Rows = rows.Count,
            Remarks = Pairs(importance.Shares) is { Length: > 0 } pairs ? [new ChartRemark("", pairs)] : [],
            Table = new ChartTable(["parameter", "explains", "from", "to"],
                [.. importance.Shares.Parameters.Select(row => (IReadOnlyList<string>)
                [row.Parameter, Figures.Percent(row.Share), Figures.Percent(row.Low), Figures.Percent(row.High)])]),
        };
    }

    /// <summary>What the pairs add, and what to think of it.</summary>
    public static string Pairs(Importance importance)
    {
        const int Most = 3;
        const double Smallest = 0.02;
        var pairs = importance.Pairs.Where(pair => pair.Share >= Smallest).Take(Most)
            .Select(pair => $"{pair.First} with {pair.Second} {Figures.Percent(pair.Share)}").ToList();
        if (importance.Pairs.Count == 0)
            return "";
        return pairs.Count == 0
            ? $"No pair explains {Figures.Percent(Smallest)} or more beyond what its two explain alone."
            : $"Together, beyond what each explains alone: {string.Join(", ", pairs)}. "
                + "Noise between trials is taken for such pairs as well, so small ones mean little.";
    }

    private static string Finding(Importance importance)
    {
        var first = importance.Parameters[0];
        if (importance.TooFewTrials)
            return $"{first.Parameter} may matter most, but the trials are too few to say";
        if (first.Share < Little)
            return $"No parameter explains much by itself: {first.Parameter}, the first, {Figures.Percent(first.Share)}";
        var rivals = importance.Parameters.Skip(1).Where(row => row.Share >= first.Low).ToList();
        return rivals.Count switch
        {
            0 => $"{first.Parameter} explains {Figures.Percent(first.Share)} of the differences",
            1 => $"{first.Parameter} and {rivals[0].Parameter} explain most: {Figures.Percent(first.Share)} and "
                + $"{Figures.Percent(rivals[0].Share)} of the differences",
            _ => $"No parameter stands out: {first.Parameter} comes first with {Figures.Percent(first.Share)}, but may have anything from "
                + $"{Figures.Percent(first.Low)} to {Figures.Percent(first.High)}",
        };
    }

    private static string Subtitle(Standings standings, ReportImportance importance, int rows)
    {
        var all = importance.Shares.Parameters.Count;
        var text = $"What each parameter explains by itself of the variance of {standings.MetricName} over the searched space "
            + $"(fANOVA on a random forest of {Figures.Count(importance.Trials, "trial")}); lines: 90{Figures.Space}% of bootstrap samples";
        if (rows < all)
            text += $"; the first {rows} of {all}";
        return importance.Shares.TooFewTrials ? $"{text}; fewer than five trials per parameter: read with care" : text;
    }
}
