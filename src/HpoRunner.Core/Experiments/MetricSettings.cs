using System.Text.Json.Serialization;
using HpoRunner.Training.Metrics;

namespace HpoRunner.Experiments;

/// <summary>What trials are ranked by.</summary>
/// <param name="Name">Null: accuracy or rmse, once the target has been read.</param>
/// <param name="Goal">Null only with a null name.</param>
/// <param name="Target">The search ends when a trial's mean reaches it; null: never.</param>
public sealed record MetricSettings(string? Name, MetricGoal? Goal, double? Target)
{
    [JsonIgnore]
    public bool Maximize => Goal == MetricGoal.Maximize;

    /// <summary>Whether a mean is better than another; equal is not better.</summary>
    public bool IsBetter(double mean, double than) => Maximize ? mean > than : mean < than;

    /// <summary>Whether a trial with this mean ends the search; one that equals the target does, NaN never does.</summary>
    public bool IsReachedBy(double mean) => Target is { } target && (mean == target || IsBetter(mean, target));
}
