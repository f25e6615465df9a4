using HpoRunner.Training;

namespace HpoRunner.Experiments;

/// <summary>
/// One of the listed values; with <paramref name="Weights"/> (same length, positive) random search prefers the heavier ones.
/// </summary>
public sealed record ChoiceDomain(IReadOnlyList<Scalar> Values, IReadOnlyList<double>? Weights) : Domain;
