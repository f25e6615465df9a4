using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>
/// Predicted against true values of the test rows. On the dashed line they are equal; the band is ± the root mean squared error.
/// </summary>
internal static class PredictionChart
{
    public static Chart? Create(Standings standings)
    {
        var pairs = Pairs(standings);
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
            Subtitle = $"Predicted against true value of {Figures.Count(pairs.Count, "test row")}; dashed: equal; band: ± "
                + $"{Figures.Short(rmse, 3)}, "
                + "the root mean squared error",
            Description = $"Root mean squared error {Figures.Short(rmse, 3)}; predictions are {Miss(bias)} on average; "
                + $"the largest miss is {Figures.Short(misses[^1], 3)}. " + Ends(pairs),
            Footer = standings.Footer,
            X = new Axis(scale, "true") { Grid = true },
            Y = new Axis(scale, "predicted") { Grid = true },
            Marks =
            [
                new Band(band, Paint.Series1) { Opacity = 0.1 },
                new Line([new ChartPoint(scale.Min, scale.Min), new ChartPoint(scale.Max, scale.Max)], Paint.Series5) { Dashed = true,
                    Width = 1.3 },
                new Dots(points, Paint.Series1) { Opacity = 0.7, Radius = pairs.Count > 2000 ? 1.4 : 3 },
            ],
            Format = ChartFormat.Square,
            Table = Quarters(pairs, "true", pair => pair.Truth),
        };
    }

    /// <summary>The test rows whose truth and prediction are finite numbers.</summary>
    public static List<ReportPrediction> Pairs(Standings standings) =>
        [.. (standings.Model.Final?.Predictions ?? []).Where(pair => double.IsFinite(pair.Truth) && double.IsFinite(pair.Predicted))];

    /// <summary>Mean and root mean square of the misses in quarters of the rows by a value that they have.</summary>
    public static ChartTable Quarters(IReadOnlyList<ReportPrediction> pairs, string name, Func<ReportPrediction, double> value)
    {
        var quarters = pairs.OrderBy(value).Chunk(Math.Max(1, (pairs.Count + 3) / 4)).ToList();
        return new ChartTable(["quarter", $"{name} from", $"{name} to", "rows", "mean miss", "root mean squared"],
            [.. quarters.Select((rows, i) =>
        {
            var misses = rows.Select(pair => pair.Predicted - pair.Truth).ToList();
            return (IReadOnlyList<string>)[Figures.Fixed(i + 1, 0), Figures.Short(value(rows[0]), 4), Figures.Short(value(rows[^1]), 4),
                Figures.Fixed(rows.Length, 0), Figures.Short(misses.Average(), 3),
                    Figures.Short(Math.Sqrt(misses.Average(miss => miss * miss)), 3)];
        })]);
    }

    /// <summary>
    /// Whether the model pulls towards the middle: the mean miss in the lowest and the highest quarter of the true values.
    /// </summary>
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
