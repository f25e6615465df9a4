namespace HpoRunner.Training.Metrics;

/// <summary>Which way of a metric is better.</summary>
public enum MetricGoal
{
    Maximize,
    Minimize,
}
