using HpoRunner.Training.Datasets;
using HpoRunner.Training.Metrics;
using HpoRunner.Training.Surfaces;

namespace HpoRunner.Experiments;

/// <summary>
/// The trainer's metrics that can rank trials: those that judge one kind of target. Each also with <c>train_</c> before its name for
/// the training rows. The losses, which fit every target, are in every learning curve anyway.
/// </summary>
internal static class KnownMetrics
{
    private static readonly IReadOnlyList<MetricDefinition> Ranking = [.. MetricTable.All.Where(metric => metric.ForClassification != metric.ForRegression)];

    public static IReadOnlyList<string> Names { get; } =
        [.. Ranking.Select(metric => metric.Name), .. Ranking.Select(metric => MetricTable.TrainPrefix + metric.Name)];

    /// <summary>Those of a descent on a surface.</summary>
    public static IReadOnlyList<string> OnSurfaces { get; } = [.. SurfaceMetrics.All.Select(metric => metric.Name)];

    /// <summary>Null for an unknown name.</summary>
    public static MetricGoal? Goal(string name) => Find(name)?.Goal;

    /// <summary>What a target must be for this metric to be computed; null for an unknown name.</summary>
    public static TargetKind? Kind(string name) =>
        FindOfNetworks(name) is { } metric ? metric.ForClassification ? TargetKind.Classification : TargetKind.Regression : null;

    /// <summary>The values that the metric can take.</summary>
    public static (double Min, double Max) Bounds(string name) =>
        Find(name) is { } metric ? (metric.Min, metric.Max) : (double.NegativeInfinity, double.PositiveInfinity);

    private static MetricDefinition? Find(string name) =>
        SurfaceMetrics.All.FirstOrDefault(metric => metric.Name == name) ?? FindOfNetworks(name);

    private static MetricDefinition? FindOfNetworks(string name) =>
        MetricTable.Find(name) is { } metric && metric.ForClassification != metric.ForRegression ? metric : null;
}
