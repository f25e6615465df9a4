using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports;

/// <summary>Predicted against true values of the test rows. On the dashed line they are equal; the band is ± the root mean squared error.</summary>
internal static class PredictionChart
{
    public static Chart? Create(Standings standings)
    {
        var pairs = (standings.Model.Final?.Predictions ?? []).Where(pair => double.IsFinite(pair.Truth) && double.IsFinite(pair.Predicted)).ToList();
        if (pairs.Count == 0)
            return null;
        var scale = LinearScale.Over(pairs.SelectMany(pair => new[] { pair.Truth, pair.Predicted }));
        var rmse = Math.Sqrt(pairs.Average(pair => (pair.Predicted - pair.Truth) * (pair.Predicted - pair.Truth)));
        var misses = pairs.Select(pair => Math.Abs(pair.Predicted - pair.Truth)).Order().ToList();
        var bias = pairs.Average(pair => pair.Predicted - pair.Truth);
        var band = new[] { (scale.Min, scale.Min - rmse, scale.Min + rmse), (scale.Max, scale.Max - rmse, scale.Max + rmse) };
        var points = pairs.Select(pair => new ChartPoint(pair.Truth, pair.Predicted)).ToList();
        return new Chart
        {
            Title = $"Half of the predictions miss the truth by less than {Figures.Short(ScoreAxis.Quantile(misses, 0.5), 3)}",
            Subtitle = $"Predicted against true value of {Figures.Count(pairs.Count, "test row")}; dashed: equal; band: ± {Figures.Short(rmse, 3)}, the root mean squared error",
            Description = $"Root mean squared error {Figures.Short(rmse, 3)}; predictions are {Figures.Short(Math.Abs(bias), 3)} too {(bias < 0 ? "low" : "high")} on average; the largest miss is {Figures.Short(misses[^1], 3)}. "
                + Ends(pairs),
            Footer = standings.Footer,
            X = new Axis(scale, "true") { Grid = true },
            Y = new Axis(scale, "predicted") { Grid = true },
            Marks =
            [
                new Band(band, Paint.Series1) { Opacity = 0.1 },
                new Line([new ChartPoint(scale.Min, scale.Min), new ChartPoint(scale.Max, scale.Max)], Paint.Series5) { Dashed = true, Width = 1.3 },
                new Dots(points, Paint.Series1) { Opacity = 0.7, Radius = pairs.Count > 2000 ? 1.4 : 3 },
            ],
            Format = ChartFormat.Square,
        };
    }

    /// <summary>Whether the model pulls towards the middle: the mean miss in the lowest and the highest quarter of the true values.</summary>
    private static string Ends(List<ReportPrediction> pairs)
    {
        if (pairs.Count < 8)
            return "";
        var ordered = pairs.OrderBy(pair => pair.Truth).ToList();
        var low = ordered.Take(pairs.Count / 4).Average(pair => pair.Predicted - pair.Truth);
        var high = ordered.TakeLast(pairs.Count / 4).Average(pair => pair.Predicted - pair.Truth);
        return $"The lowest quarter is predicted {Miss(low)} on average, the highest {Miss(high)}.";
    }

    private static string Miss(double difference) => $"{Figures.Short(Math.Abs(difference), 3)} too {(difference < 0 ? "low" : "high")}";
}
