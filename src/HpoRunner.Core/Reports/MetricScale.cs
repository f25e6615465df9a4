using HpoRunner.Reports.Charts;
using HpoRunner.Training.Metrics;

namespace HpoRunner.Reports;

/// <summary>
/// The axis of a metric. Equal scores make a range without width, which <see cref="LinearScale"/> widens to both sides: here no further
/// than the metric goes, so that no tick reads 1.005 beside trials that are all right, or −1 beside losses of zero.
/// </summary>
internal static class MetricScale
{
    /// <param name="metric">Its name as in <see cref="MetricTable"/>; of others nothing is known, and the axis is a plain one.</param>
    /// <param name="scores">Those that are not finite are passed over.</param>
    /// <param name="pad">The share of the range that is added on both sides; for marks at the metric's end, too.</param>
    public static LinearScale Over(string metric, IEnumerable<double> scores, double pad = 0.04)
    {
        var scale = LinearScale.Over(scores, pad);
        if (MetricTable.Find(metric) is not { } known)
            return scale;
        var (low, high) = (Math.Max(scale.Min, known.Min), Math.Min(scale.Max, known.Max));
        var margin = pad * (high - low);
        return new LinearScale(Math.Max(scale.Min, low - margin), Math.Min(scale.Max, high + margin));
    }
}
