namespace HpoRunner.Reports.RunCharts;

/// <summary>An epoch of a mean curve; Low and High are the folds' range of validation. NaN where no fold has a finite value.</summary>
internal readonly record struct MeanEpoch(int Epoch, double Training, double Validation, double Low, double High);

/// <summary>A trial's curves, averaged over its folds epoch by epoch, and thinned to at most 100 epochs (the last is kept).</summary>
internal sealed record MeanCurve(int Trial, int FoldCount, IReadOnlyList<MeanEpoch> Epochs)
{
    private const int MostEpochs = 100;

    public double LastValidation => Epochs.Select(epoch => epoch.Validation).LastOrDefault(double.IsFinite, double.NaN);

    /// <summary>In the order in which the trials first appear. Trials without epochs are left out.</summary>
    public static IEnumerable<MeanCurve> OfTrials(IEnumerable<ReportCurve> curves) =>
        curves.GroupBy(curve => curve.Trial).Select(Of).Where(curve => curve.Epochs.Count > 0);

    private static MeanCurve Of(IGrouping<int, ReportCurve> folds)
    {
        var epochs = folds.SelectMany(fold => fold.Epochs).GroupBy(epoch => epoch.Epoch).OrderBy(epoch => epoch.Key).Select(epoch =>
        {
            var validation = Finite(epoch.Select(one => one.Validation));
            var training = Finite(epoch.Select(one => one.Training));
            var (low, high) = validation.Count > 0 ? (validation.Min(), validation.Max()) : (double.NaN, double.NaN);
            return new MeanEpoch(epoch.Key, Mean(training), Mean(validation), low, high);
        }).ToList();
        var every = (epochs.Count + MostEpochs - 1) / MostEpochs;
        var thinned = every <= 1 ? epochs : epochs.Where((_, i) => (epochs.Count - 1 - i) % every == 0).ToList();
        return new MeanCurve(folds.Key, folds.Count(), thinned);
    }

    private static List<double> Finite(IEnumerable<double?> values) =>
        values.Where(value => value is { } number && double.IsFinite(number)).Select(value => value!.Value).ToList();

    private static double Mean(List<double> values) => values.Count > 0 ? values.Average() : double.NaN;
}
