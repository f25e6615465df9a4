using HpoRunner.Training;

namespace HpoRunner.Experiments;

/// <summary>The same value in every configuration.</summary>
public sealed record FixedDomain(Scalar Value) : Domain;
