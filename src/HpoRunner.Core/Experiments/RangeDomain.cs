namespace HpoRunner.Experiments;

/// <summary>
/// A number from <paramref name="Min"/> to <paramref name="Max"/>, both inclusive; whole when <paramref name="Whole"/>. With
/// <paramref name="Step"/> (linear scale only) the values are Min, Min + Step, … up to Max. <paramref name="Count"/> values, evenly
/// spaced on the scale, are what a grid takes.
/// </summary>
public sealed record RangeDomain(double Min, double Max, bool Whole, bool Log, double? Step, int? Count) : Domain;
