namespace HpoRunner.Training;

/// <summary>Metrics after an epoch (counted from 1), in the order in which they were asked for.</summary>
public sealed record EpochMeasurement(int Epoch, IReadOnlyList<double> Values)
{
    /// <summary>What the settings' measurements found (<see cref="Measurements.MeasurementTable"/>).</summary>
    public IReadOnlyList<(string Name, double Value)> Measured { get; init; } = [];
}
