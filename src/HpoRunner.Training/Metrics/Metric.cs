namespace HpoRunner.Training.Metrics;

/// <summary>A number that says how good predictions are; NaN when there are no rows.</summary>
internal abstract class Metric
{
    public abstract double Measure(in Predictions predictions);
}
