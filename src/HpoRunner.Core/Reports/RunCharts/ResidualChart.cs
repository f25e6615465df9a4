using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>
/// What is left over: predicted minus true against the prediction, where a good model shows neither slope nor funnel. (Against the truth
/// even the best model slopes.)
/// </summary>
internal static class ResidualChart
{
    private const int FewestRows = 8;

    /// <summary>The spread is called growing when the upper half of the predictions misses by so much more than the lower.</summary>
    private const double Funnel = 1.5;

    public static Chart? Create(Standings standings)
    {
        var pairs = PredictionChart.Pairs(standings);
        if (pairs.Count < FewestRows)
            return null;
        var misses = pairs.Select(pair => pair.Predicted - pair.Truth).ToList();
        var mean = misses.Average();
        return new Chart
        {
            Title = Finding(pairs),
            Subtitle = $"Predicted minus true by predicted value, {Figures.Count(pairs.Count, "test row")}; dashed: no miss; line: the "
                + $"mean miss",
            Description = $"The mean miss is {Figures.Short(mean, 3)}, the largest {Figures.Short(misses.MaxBy(Math.Abs), 3)}. "
                + $"{Finding(pairs)}.",
            Footer = standings.Footer,
            X = new Axis(LinearScale.Over(pairs.Select(pair => pair.Predicted)), "predicted"),
            Y = new Axis(LinearScale.Over(misses.Append(0)), "predicted − true") { Grid = true },
            Marks =
            [
                new Rule(0, false, Paint.Series5),
                new Rule(mean, false, Paint.Series2) { Dashed = false },
                new Dots([.. pairs.Select(pair => new ChartPoint(pair.Predicted, pair.Predicted - pair.Truth))], Paint.Series1)
                {
                    Opacity = 0.7, Radius = pairs.Count > 2000 ? 1.4 : 3,
                },
            ],
            Format = ChartFormat.Square,
            Table = PredictionChart.Quarters(pairs, "predicted", pair => pair.Predicted),
        };
    }

    private static string Finding(List<ReportPrediction> pairs)
    {
        var ordered = pairs.OrderBy(pair => pair.Predicted).Select(pair => Math.Abs(pair.Predicted - pair.Truth)).ToList();
        var low = ordered.Take(ordered.Count / 2).Average();
        var high = ordered.TakeLast(ordered.Count / 2).Average();
        if (high > Funnel * low)
            return $"Large predictions miss by more: {Figures.Short(high, 3)} on average against {Figures.Short(low, 3)}";
        return low > Funnel * high
            ? $"Small predictions miss by more: {Figures.Short(low, 3)} on average against {Figures.Short(high, 3)}"
            : "Small and large predictions miss by about as much";
    }
}
