namespace HpoRunner.Training.Measurements;

/// <summary>A row of <see cref="MeasurementTable"/>: something to look at while a network learns.</summary>
/// <param name="Columns">How the measured values are called, in words.</param>
public sealed record MeasurementDefinition(string Name, string Columns, string Meaning);
