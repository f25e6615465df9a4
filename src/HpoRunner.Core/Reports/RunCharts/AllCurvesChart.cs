using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>
/// The ways of many trials to their scores: a line per trial, the best in colour. Says from which epoch on the order of the trials is
/// nearly that of the end, which is where a search that stops bad trials early could have stopped them.
/// </summary>
internal static class AllCurvesChart
{
    private const int FewestTrials = 8;

    /// <summary>Spearman's rank correlation with the end from which the order is called settled.</summary>
    private const double Settled = 0.9;

    public static Chart? Create(Standings standings)
    {
        var curves = MeanCurve.OfTrials(standings.Model.Curves).ToList();
        // A line needs two points.
        if (curves.Count(curve => curve.Epochs.Count(epoch => double.IsFinite(epoch.Validation)) > 1) < FewestTrials)
            return null;
        var best = standings.Ranked.Take(Math.Max(3, standings.Ranked.Count / 10)).Select(trial => trial.Number).ToHashSet();
        var (others, top) = (curves.Where(curve => !best.Contains(curve.Trial)), curves.Where(curve => best.Contains(curve.Trial)));
        var measure = standings.Model.CurveMeasure ?? standings.MetricName;
        var (first, last) = (curves.Min(curve => curve.Epochs[0].Epoch), curves.Max(curve => curve.Epochs[^1].Epoch));
        var correlations = Correlations(curves);
        var finding = correlations.Count > 1 ? Finding(correlations) : Lengths([.. others], [.. top]);
        var scale = CurveChart.Range(standings, curves, epoch => [epoch.Validation], out var clipped);
        return new Chart
        {
            Title = finding,
            Subtitle = $"Validation {measure} by epoch, a line per trial; blue: the best tenth"
                + (curves.Count < standings.Model.Trials.Count
                    ? $"; {curves.Count} of {Figures.Count(standings.Model.Trials.Count, "trial")}" : "")
                + (clipped ? "; the worst lie beyond the axis" : ""),
            Description = $"Curves of {Figures.Count(curves.Count, "trial")} over {curves.Max(curve => curve.Epochs[^1].Epoch)} epochs. "
                + $"{finding}.",
            Footer = standings.Footer,
            X = new Axis(new LinearScale(first, last) { Whole = true }, "epoch"),
            Y = new Axis(scale, measure) { Grid = true },
            Marks =
            [
                Lines(others, Paint.Faint) with { Width = 0.9, Opacity = 0.45 },
                Lines(top.Reverse(), Paint.Series1) with { Width = 1.3, Opacity = 0.85 },
            ],
            Table = new ChartTable(["epoch", "rank correlation with the end"], [.. Standings.Sample(correlations, 12)
                .Select(item => (IReadOnlyList<string>)[Figures.Fixed(item.Epoch, 0), Figures.Fixed(item.Correlation, 2)])],
                correlations.Count == 0 ? "The trials ran for different numbers of epochs, so their orders cannot be compared." : ""),
        };
    }

    private static Lines Lines(IEnumerable<MeanCurve> curves, Paint paint)
    {
        var list = curves.ToList();
        return new Lines([.. list.Select(curve => curve.Epochs.Select(epoch => new ChartPoint(epoch.Epoch, epoch.Validation)).ToList())],
            paint)
        {
            Numbers = [.. list.Select(curve => curve.Trial)],
        };
    }

    /// <summary>
    /// By epoch, Spearman's correlation of the trials' validation with that at the end; empty unless all went through the same epochs with
    /// finite numbers. Equal values get their places in the order of the trials.
    /// </summary>
    private static IReadOnlyList<(int Epoch, double Correlation)> Correlations(List<MeanCurve> curves)
    {
        var epochs = curves[0].Epochs.Select(epoch => epoch.Epoch).ToList();
        var complete = curves.Where(curve => curve.Epochs.All(epoch => double.IsFinite(epoch.Validation))).ToList();
        if (complete.Count < FewestTrials || complete.Exists(curve => !curve.Epochs.Select(epoch => epoch.Epoch).SequenceEqual(epochs)))
            return [];
        var end = Places(complete, epochs.Count - 1);
        return [.. epochs.Select((epoch, i) => (epoch, Spearman(Places(complete, i), end)))];
    }

    private static int[] Places(List<MeanCurve> curves, int epoch)
    {
        var places = new int[curves.Count];
        foreach (var (curve, place) in Enumerable.Range(0, curves.Count).OrderBy(i => curves[i].Epochs[epoch].Validation)
            .Select((i, place) => (i, place)))
            places[curve] = place;
        return places;
    }

    /// <summary>1 − 6 Σ d² / (n (n² − 1)) for places without ties.</summary>
    private static double Spearman(int[] first, int[] second)
    {
        double n = first.Length;
        return 1 - (6 * first.Zip(second, (a, b) => (double)(a - b) * (a - b)).Sum() / (n * ((n * n) - 1)));
    }

    /// <summary>Where orders cannot be compared: how long the best trained, beside the others.</summary>
    private static string Lengths(List<MeanCurve> others, List<MeanCurve> top)
    {
        if (top.Count == 0 || others.Count == 0)
            return $"{Figures.Count(top.Count + others.Count, "trial")} by epoch";
        static (int Low, int High) Range(IReadOnlyList<MeanCurve> curves) =>
            (curves.Min(curve => curve.Epochs[^1].Epoch), curves.Max(curve => curve.Epochs[^1].Epoch));
        static string Text((int Low, int High) range) => range.Low == range.High ? $"{range.High}" : $"{range.Low} to {range.High}";
        return $"The best tenth trained for {Text(Range(top))} epochs, the others for {Text(Range(others))}";
    }

    private static string Finding(IReadOnlyList<(int Epoch, double Correlation)> correlations)
    {
        var settled = correlations.Count;
        while (settled > 0 && correlations[settled - 1].Correlation >= Settled)
            settled--;
        return settled >= correlations.Count - 1
            ? "The order of the trials changes until the last epoch"
            : $"From epoch {correlations[settled].Epoch} of {correlations[^1].Epoch} on, the order of the trials is nearly that of the end";
    }
}
