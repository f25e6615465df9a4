using HpoRunner.Ranking;

namespace HpoRunner.Reports.RunCharts;

/// <summary>
/// What a trial's curves show (<see cref="CurveDiagnosis"/>): the mean over its folds, epoch by epoch, judged by the noise of its score and
/// by what the best trial reaches. Both are known only where the curves measure the metric itself.
/// </summary>
/// <param name="Metric">What trials are ranked by.</param>
/// <param name="Maximize">Whether more of it is better.</param>
/// <param name="Measure">What the curves measure instead, counted down; the metric where null.</param>
/// <param name="Reachable">The best mean of any trial.</param>
internal sealed record CurveReading(string Metric, bool Maximize, string? Measure, double? Reachable)
{
    /// <summary>Null when nothing was measured.</summary>
    /// <param name="folds">The trial's curves, one per fold.</param>
    /// <param name="standardError">Of its mean.</param>
    public CurveDiagnosis? Of(IReadOnlyList<ReportCurve> folds, double? standardError)
    {
        if (folds.Count == 0)
            return null;
        var epochs = folds.Min(curve => curve.Epochs.Count);
        var curve = new LearningCurve(
            Mean(folds, epochs, epoch => epoch.Training), Mean(folds, epochs, epoch => epoch.Validation), Measure is null && Maximize);
        var known = Measure is null && standardError > 0;
        return CurveDiagnosis.Of(curve, known ? standardError : null, known ? Reachable : null, new ScoreText(Measure ?? Metric));
    }

    /// <summary>By epoch, over the folds; empty when a fold was not measured.</summary>
    private static IReadOnlyList<double> Mean(IReadOnlyList<ReportCurve> curves, int epochs, Func<ReportEpoch, double?> value) =>
        curves.All(curve => curve.Epochs.All(epoch => value(epoch) is not null))
            ? [.. Enumerable.Range(0, epochs).Select(i => curves.Average(curve => value(curve.Epochs[i])!.Value))]
            : [];
}
