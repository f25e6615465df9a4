using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>How the scores of all completed trials are distributed: what a configuration drawn at random would reach.</summary>
internal static class DistributionChart
{
    private const int FewestTrials = 5;

    /// <summary>About so many bars at most, and twice the root of the number of trials; their width is a round number.</summary>
    private const int MostBars = 24;

    public static Chart? Create(Standings standings, ScoreAxis scores)
    {
        if (standings.Scored.Count < FewestTrials)
            return null;
        double Place(double score) => standings.IsSpread ? Math.Log10(score) : score;
        double Border(double place) => standings.IsSpread ? Math.Pow(10, place) : place;
        var places = scores.Shown.Select(trial => Place(trial.Mean!.Value)).ToList();
        var whole = standings.IsSpread ? LinearScale.Over(places) : MetricScale.Over(standings.MetricName, places);
        var (mantissa, exponent) = NiceTicks.Step(whole.Max - whole.Min, Math.Min(MostBars, (int)(2 * Math.Sqrt(places.Count))));
        var width = mantissa * Math.Pow(10, exponent);
        // A thousandth of a bar forgives what adding up in binary leaves of a score on a border.
        int Bar(double place) => (int)Math.Floor((place / width) + 1e-3);
        var (first, last) = (Bar(places.Min()), Bar(places.Max()));
        // A last bar that would hold nothing but its lower border may reach beyond what can be, above an accuracy of 1.
        if (places.Max() < (last + 2e-3) * width && (last > first || whole.Max < (last + 1) * width))
            last--;
        var bars = scores.Shown.GroupBy(trial => Math.Min(last, Bar(Place(trial.Mean!.Value)))).OrderBy(bar => bar.Key)
            .Select(bar => new Bar(Border(bar.Key * width), Border((bar.Key + 1) * width), bar.Count(), bar.Count(trial => trial.Tied)))
            .ToList();
        var beyond = scores.Clipped.Count;
        var side = standings.Model.Metric.Maximize ? "lower" : "higher";
        Scale scale = standings.IsSpread ? new LogScale(bars[0].From, bars[^1].To) : new LinearScale(bars[0].From, bars[^1].To);
        var ends = standings.Baseline?.Mean is { } level && scale.Holds(level)
            ? new Rule(level, true, Paint.Series2) { Label = $"baseline {standings.Scores.Score(level)}" } : null;
        Boxes Boxes(Paint paint, Func<Bar, int> from, Func<Bar, int> to) =>
            new([.. bars.Where(bar => to(bar) > from(bar))
                .Select(bar => (new ChartPoint(bar.From, from(bar)), new ChartPoint(bar.To, to(bar))))],
                paint) { Gap = 1 };
        return new Chart
        {
            Title = Finding(standings),
            Subtitle = $"Trials by {(standings.FoldCount > 1 ? "mean " : "")}{standings.MetricName}, in bars of "
                + (!standings.IsSpread ? Figures.Short(width, 1)
                    : width == 1 ? "a power of ten" : $"{Figures.Short(width, 1)} powers of ten")
                + (standings.TiedCount > 0 ? "; blue: tied with the best" : "")
                + (beyond > 0 ? $"; {Figures.Count(beyond, "trial")} {side} than the axis reaches" : ""),
            Description = $"{Figures.Count(scores.Shown.Count, "trial")} in {bars.Count} bars; the fullest holds "
                + $"{bars.Max(bar => bar.Count)}. {Finding(standings)}.",
            Footer = standings.Footer,
            X = new Axis(scale, standings.MetricName),
            Y = new Axis(new LinearScale(0, bars.Max(bar => bar.Count) * 1.04) { Whole = true }, "trials") { Grid = true },
            Marks =
            [
                Boxes(standings.TiedCount > 0 ? Paint.Faint : Paint.Series1, bar => bar.Tied, bar => bar.Count),
                Boxes(Paint.Series1, _ => 0, bar => bar.Tied),
                .. ends is null ? Array.Empty<Mark>() : [ends],
            ],
            Lanes = beyond == 0 ? [] : [Arrow(standings, beyond, side)],
            Format = ChartFormat.Low,
            Table = TableOf(bars, value => standings.IsSpread ? Figures.Short(value, 2) : Figures.Fixed(value, Math.Max(0, -exponent)),
                standings.TiedCount > 0),
        };
    }

    private static ChartTable TableOf(List<Bar> bars, Func<double, string> text, bool tied) => new(
        ["from", "to", "trials", .. tied ? ["tied with the best"] : Array.Empty<string>()],
        [.. bars.Select(bar => (IReadOnlyList<string>)
        [
            text(bar.From), text(bar.To), Figures.Fixed(bar.Count, 0),
            .. tied ? [Figures.Fixed(bar.Tied, 0)] : Array.Empty<string>(),
        ])]);

    /// <summary>One arrow on the side where the missing ones lie, with their count.</summary>
    private static Lane Arrow(Standings standings, int count, string side) => standings.Model.Metric.Maximize
        ? new Lane(ChartEdge.Left, $"{Figures.Whole(count)} {side}", DotShape.TriangleLeft, Paint.Faint, [0])
        : new Lane(ChartEdge.Right, $"{Figures.Whole(count)} {side}", DotShape.TriangleRight, Paint.Faint, [0]);

    private static string Finding(Standings standings)
    {
        var best = standings.Ranked[0].Mean!.Value;
        var middle = standings.Ranked[standings.Ranked.Count / 2].Mean!.Value;
        var half = standings.IsSpread ? $"half of the trials lie within {Figures.Ratio(middle / best)} times the best"
            : $"half of the trials lie within {Figures.Short(Math.Abs(best - middle), 2)} of the best";
        if (standings.Baseline is not { Mean: { } level })
            return char.ToUpperInvariant(half[0]) + half[1..];
        var others = standings.Ranked.Where(trial => trial != standings.Baseline).ToList();
        var better = others.Count(trial => standings.IsBetter(trial.Mean!.Value, level));
        return $"{Figures.Whole(better)} of {Figures.Whole(others.Count)} score better than the baseline; {half}";
    }

    private sealed record Bar(double From, double To, int Count, int Tied);
}
