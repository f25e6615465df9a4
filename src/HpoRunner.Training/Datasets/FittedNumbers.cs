namespace HpoRunner.Training.Datasets;

/// <summary>One feature: (x − Centre) / Scale, with Fill for a missing x.</summary>
public sealed record FittedNumbers(string Name, double Fill, double Centre, double Scale) : FittedColumn(Name);
