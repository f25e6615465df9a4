using HpoRunner.Training.Datasets;
using HpoRunner.Training.Metrics;
using HpoRunner.Training.Surfaces;

namespace HpoRunner.Experiments;

/// <summary>
/// The metrics that can rank trials: the trainer's that judge one kind of target, each also with <c>train_</c> before its name for the
/// training rows, and what a configuration costs. The losses, which fit every target, are in every learning curve anyway.
/// </summary>
internal static class KnownMetrics
{
    private static readonly IReadOnlyList<MetricDefinition> Judging = [.. MetricTable.All.Where(IsJudging)];

    public static IReadOnlyList<string> Names { get; } =
    [
        .. Judging.Select(metric => metric.Name), .. MetricTable.Costs.Select(metric => metric.Name),
        .. Judging.Select(metric => MetricTable.TrainPrefix + metric.Name),
    ];

    /// <summary>Those of a descent on a surface.</summary>
    public static IReadOnlyList<string> OnSurfaces { get; } = [.. SurfaceMetrics.All.Select(metric => metric.Name)];

    /// <summary>Null for an unknown name.</summary>
    public static MetricGoal? Goal(string name) => Find(name)?.Goal;

    /// <summary>Whether it is measured for such a target; not for an unknown name.</summary>
    public static bool Suits(string name, TargetKind kind) =>
        Find(name) is { } metric && (kind == TargetKind.Classification ? metric.ForClassification : metric.ForRegression);

    /// <summary>Whether it is what training minimizes, on whichever rows.</summary>
    public static bool IsLoss(string name) => MetricTable.Find(name) is { } metric && !IsJudging(metric);

    /// <summary>Whether it tells what a configuration costs: of the whole training, not of an epoch or of rows.</summary>
    public static bool IsCost(string name) => MetricTable.Costs.Any(metric => metric.Name == name);

    /// <summary>The values that the metric can take.</summary>
    public static (double Min, double Max) Bounds(string name) =>
        Find(name) is { } metric ? (metric.Min, metric.Max) : (double.NegativeInfinity, double.PositiveInfinity);

    private static MetricDefinition? Find(string name) =>
        SurfaceMetrics.All.FirstOrDefault(metric => metric.Name == name) ?? MetricTable.Costs.FirstOrDefault(metric => metric.Name == name)
        ?? (MetricTable.Find(name) is { } found && IsJudging(found) ? found : null);

    private static bool IsJudging(MetricDefinition metric) => metric.ForClassification != metric.ForRegression;
}
