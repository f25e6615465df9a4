using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports;

/// <summary>Learning curves of the best trials: validation mean over folds with the folds' range as a band, training dashed.</summary>
internal static class CurveChart
{
    public const int MostTrials = 5;

    private static readonly Paint[] Paints = [Paint.Series1, Paint.Series2, Paint.Series3, Paint.Series4, Paint.Series5];

    public static Chart? Create(Standings standings)
    {
        var curves = MeanCurve.OfTrials(standings.Model.Curves).Take(MostTrials).ToList();
        if (curves.Count == 0)
            return null;
        var scale = Range(standings, curves, out var clipped);
        var last = curves.Max(curve => curve.Epochs[^1].Epoch);
        var first = curves.Min(curve => curve.Epochs[0].Epoch);
        var marks = new List<Mark>();
        for (var i = curves.Count - 1; i >= 0; i--)
            marks.Add(new Band(curves[i].Epochs.Select(epoch => ((double)epoch.Epoch, epoch.Low, epoch.High)).ToList(), Paints[i]));
        for (var i = curves.Count - 1; i >= 0; i--)
        {
            var training = curves[i].Epochs.Select(epoch => new ChartPoint(epoch.Epoch, epoch.Training)).ToList();
            marks.Add(new Line(training, Paints[i]) { Dashed = true, Width = 1.2, Opacity = 0.8 });
        }
        for (var i = curves.Count - 1; i >= 0; i--)
            marks.Add(new Line(curves[i].Epochs.Select(epoch => new ChartPoint(epoch.Epoch, epoch.Validation)).ToList(), Paints[i]) { Width = 2.1 });
        var measure = standings.Model.CurveMeasure ?? standings.MetricName;
        var folds = curves.Max(curve => curve.FoldCount);
        return new Chart
        {
            Title = Finding(standings, curves),
            Subtitle = $"Validation {measure} by epoch{(folds > 1 ? ", mean over folds with their range" : "")}; dashed: training; {(curves.Count == 1 ? "the best trial" : $"the {curves.Count} best trials")}{(clipped ? "; early epochs lie beyond the axis" : "")}",
            Description = string.Join(" ", curves.Select(curve => Describe(standings, curve, measure))),
            Footer = standings.Footer,
            X = new Axis(new LinearScale(first == last ? first - 1 : first, first == last ? first + 1 : last) { Whole = true }, "epoch"),
            Y = new Axis(scale, measure) { Grid = true },
            Marks = marks,
            EndLabels = curves.Select((curve, i) => (curve, i)).Where(item => double.IsFinite(item.curve.LastValidation))
                .Select(item => new EndLabel(item.curve.LastValidation, $"#{item.curve.Trial}", Paints[item.i])).ToList(),
        };
    }

    /// <summary>
    /// All values, unless the first epochs are so far off that they would take more than half of the axis: then the worst fifth of
    /// the validation values is cut.
    /// </summary>
    private static LinearScale Range(Standings standings, List<MeanCurve> curves, out bool clipped)
    {
        var all = curves.SelectMany(curve => curve.Epochs).SelectMany(epoch => new[] { epoch.Training, epoch.Low, epoch.High })
            .Where(double.IsFinite).ToList();
        var worse = curves.SelectMany(curve => curve.Epochs).Select(epoch => epoch.Validation).Where(double.IsFinite)
            .Select(value => Worse(standings, value)).Order().ToList();
        clipped = false;
        if (worse.Count < 5)
            return LinearScale.Over(all);
        var cut = ScoreAxis.Quantile(worse, 0.8);
        var kept = all.Where(value => Worse(standings, value) <= cut).ToList();
        clipped = kept.Count > 1 && all.Max() - all.Min() > 2 * (kept.Max() - kept.Min());
        return clipped ? LinearScale.Over(kept, 0.02) : LinearScale.Over(all, 0.02);
    }

    /// <summary>A loss counts down whatever the metric's goal.</summary>
    private static double Worse(Standings standings, double value) => standings.Model.CurveMeasure is null ? standings.Worse(value) : value;

    private static string Finding(Standings standings, List<MeanCurve> curves)
    {
        var trends = curves.Select(curve => curve.Trend(value => Worse(standings, value))).ToList();
        var improving = trends.Count(trend => trend == CurveTrend.Improving);
        var passed = trends.Count(trend => trend == CurveTrend.Passed);
        var all = curves.Count == 1 ? "The best trial" : $"The best {curves.Count} trials";
        if (improving == 0 && passed == 0)
            return curves.Count == 1 ? $"{all} has flattened: more epochs would hardly help" : $"{all} have flattened: more epochs would hardly help";
        if (improving >= passed)
            return curves.Count == 1
                ? $"{all} was still improving when training ended"
                : $"{improving} of the best {curves.Count} trials {(improving == 1 ? "was" : "were")} still improving when training ended";
        return curves.Count == 1
            ? $"{all} was better at an earlier epoch" : $"{passed} of the best {curves.Count} trials {(passed == 1 ? "was" : "were")} better at an earlier epoch";
    }

    private static string Describe(Standings standings, MeanCurve curve, string measure) =>
        $"Trial {curve.Trial}: validation {measure} {standings.Scores.Score(curve.Epochs[0].Validation)} after epoch {curve.Epochs[0].Epoch}, {standings.Scores.Score(curve.LastValidation)} after epoch {curve.Epochs[^1].Epoch}.";
}
