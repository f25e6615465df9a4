using HpoRunner.Training.Metrics;

namespace HpoRunner.Experiments;

/// <summary>What trials are ranked by.</summary>
/// <param name="Name">Null: accuracy or rmse, once the target has been read.</param>
/// <param name="Goal">Null only with a null name.</param>
/// <param name="Target">The search ends when a trial's mean reaches it; null: never.</param>
public sealed record MetricSettings(string? Name, MetricGoal? Goal, double? Target);
