namespace HpoRunner.Training.Metrics;

/// <summary>A row of <see cref="MetricTable"/>: what a metric is called, which way is better, and for what targets it is defined.</summary>
public sealed record MetricDefinition(string Name, MetricGoal Goal, bool ForClassification, bool ForRegression, string Meaning)
{
    /// <summary>The smallest value that it can take.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>The largest value that it can take.</summary>
    public double Max { get; init; } = double.PositiveInfinity;
}
