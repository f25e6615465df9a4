namespace HpoRunner.Reports;

/// <summary>How a validation curve ends.</summary>
internal enum CurveTrend
{
    Flat,
    Improving,

    /// <summary>It was better at an earlier epoch.</summary>
    Passed,
}

/// <summary>An epoch of a mean curve; Low and High are the folds' range of validation. NaN where no fold has a finite value.</summary>
internal readonly record struct MeanEpoch(int Epoch, double Training, double Validation, double Low, double High, double Error);

/// <summary>A trial's curves, averaged over its folds epoch by epoch, and thinned to at most 100 epochs (the last is kept).</summary>
internal sealed record MeanCurve(int Trial, int FoldCount, IReadOnlyList<MeanEpoch> Epochs)
{
    private const int MostEpochs = 100;

    public double LastValidation => Epochs.Select(epoch => epoch.Validation).LastOrDefault(double.IsFinite, double.NaN);

    /// <summary>In the order in which the trials first appear. Trials without epochs are left out.</summary>
    public static IEnumerable<MeanCurve> OfTrials(IEnumerable<ReportCurve> curves) =>
        curves.GroupBy(curve => curve.Trial).Select(Of).Where(curve => curve.Epochs.Count > 0);

    /// <summary>
    /// Compares the mean of the last tenth of the epochs with the tenth that ends a fifth before the end: improving when it is better
    /// by more than half of the folds' standard error at the end (a fiftieth of the whole way for a single fold); passed when the best
    /// epoch is better than the end by more than one standard error and not within the last fifth.
    /// </summary>
    public CurveTrend Trend(Func<double, double> worse)
    {
        var points = Epochs.Where(epoch => double.IsFinite(epoch.Validation)).ToList();
        if (points.Count < 5)
            return CurveTrend.Flat;
        var values = points.Select(epoch => worse(epoch.Validation)).ToList();
        var window = Math.Max(1, values.Count / 10);
        var end = values.TakeLast(window).Average();
        var before = values.Take((int)Math.Ceiling(values.Count * 0.8)).TakeLast(window).Average();
        var error = points[^1].Error > 0 ? points[^1].Error : (values.Max() - values.Min()) / 25;
        var best = values.IndexOf(values.Min());
        if (best < values.Count * 0.8 && end - values[best] > error)
            return CurveTrend.Passed;
        return before - end > error / 2 ? CurveTrend.Improving : CurveTrend.Flat;
    }

    private static MeanCurve Of(IGrouping<int, ReportCurve> folds)
    {
        var epochs = folds.SelectMany(fold => fold.Epochs).GroupBy(epoch => epoch.Epoch).OrderBy(epoch => epoch.Key).Select(epoch =>
        {
            var validation = Finite(epoch.Select(one => one.Validation));
            var training = Finite(epoch.Select(one => one.Training));
            var mean = Mean(validation);
            var error = validation.Count > 1
                ? Math.Sqrt(validation.Sum(value => (value - mean) * (value - mean)) / (validation.Count - 1) / validation.Count) : 0;
            var (low, high) = validation.Count > 0 ? (validation.Min(), validation.Max()) : (double.NaN, double.NaN);
            return new MeanEpoch(epoch.Key, Mean(training), mean, low, high, error);
        }).ToList();
        var every = (epochs.Count + MostEpochs - 1) / MostEpochs;
        return new MeanCurve(folds.Key, folds.Count(), every <= 1 ? epochs : epochs.Where((_, i) => (epochs.Count - 1 - i) % every == 0).ToList());
    }

    private static List<double> Finite(IEnumerable<double?> values) =>
        values.Where(value => value is { } number && double.IsFinite(number)).Select(value => value!.Value).ToList();

    private static double Mean(List<double> values) => values.Count > 0 ? values.Average() : double.NaN;
}
