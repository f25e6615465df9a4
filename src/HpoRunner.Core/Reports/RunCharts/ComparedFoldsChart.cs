using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>The winners of two runs on each of the folds that both were scored on, a row each: how often one is ahead.</summary>
internal static class ComparedFoldsChart
{
    private const int MostRows = 30;

    /// <summary>Null where the scores cannot be paired, or more folds and repeats were made than rows can be told apart.</summary>
    public static Chart? Create(RunComparison comparison)
    {
        if (comparison is not { WhyNotPaired: null, First.Best: { } first, Second.Best: { } second })
            return null;
        var state = comparison.First.State;
        var pairs = first.Scores.Zip(second.Scores, (a, b) => (A: a, B: b)).ToList();
        if (pairs.Count > MostRows)
            return null;
        var ahead = pairs.Count(pair => pair.A != pair.B && pair.A > pair.B == state.Maximize);
        var level = pairs.Count(pair => pair.A == pair.B);
        var title = $"The winner of A is ahead on {ahead} of {Figures.Count(pairs.Count, "fold")}, the winner of B on "
            + $"{pairs.Count - ahead - level}" + (level > 0 ? $", level on {level}" : "");
        Dots Winner(Func<(double A, double B), double> score, Paint paint, DotShape shape) =>
            new([.. pairs.Select((pair, row) => new ChartPoint(score(pair), row))], paint) { Radius = 5, Shape = shape };
        return new Chart
        {
            Title = title,
            Subtitle = $"{state.Metric} of both winners, trained and scored on the same rows",
            Description = string.Join(" ", pairs.Select((pair, i) =>
                $"Fold {i + 1}: A {Figures.Score(pair.A)}, B {Figures.Score(pair.B)}.")),
            X = new Axis(MetricScale.Over(state.Metric, pairs.SelectMany(pair => new[] { pair.A, pair.B })), state.Metric) { Grid = true },
            Y = new Axis(new BandScale([.. pairs.Select((_, i) => $"fold {i + 1}")]), "") { TickMarks = false },
            Marks =
            [
                new Segments([.. pairs.Select((pair, row) => (new ChartPoint(pair.A, row), new ChartPoint(pair.B, row)))], Paint.Faint),
                Winner(pair => pair.A, Paint.Series1, DotShape.Circle),
                Winner(pair => pair.B, Paint.Series2, DotShape.Diamond),
            ],
            Legend =
            [
                new LegendEntry($"A #{first.Number}", Paint.Series1, LegendShape.Dot),
                new LegendEntry($"B #{second.Number}", Paint.Series2, LegendShape.Mark) { Mark = DotShape.Diamond },
            ],
            Rows = pairs.Count + 1,
            Table = new ChartTable(["fold", "A", "B", "A − B"], [.. pairs.Select((pair, i) => (IReadOnlyList<string>)
                [$"{i + 1}", Figures.Score(pair.A), Figures.Score(pair.B), Figures.Signed(pair.A - pair.B, 4)])]),
        };
    }
}
