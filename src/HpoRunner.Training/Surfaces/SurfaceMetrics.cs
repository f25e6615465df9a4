using HpoRunner.Training.Metrics;

namespace HpoRunner.Training.Surfaces;

/// <summary>What a descent is judged by.</summary>
public static class SurfaceMetrics
{
    public const string Loss = "loss";
    public const string Distance = "distance";
    public const string Steps = "steps";

    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new(Loss, MetricGoal.Minimize, false, false, "Height above the lowest point at the end.") { Min = 0 },
        new(Distance, MetricGoal.Minimize, false, false, "Distance to the nearest of the lowest points at the end.") { Min = 0 },
        new(
            Steps, MetricGoal.Minimize, false, false,
            "Updates until the height first was at most tolerance; one more than epochs when it never was.") { Min = 0 },
    ];
}
