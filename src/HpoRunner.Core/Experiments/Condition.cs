using HpoRunner.Training;

namespace HpoRunner.Experiments;

/// <summary>One entry of <c>when</c>: the other parameter must be active and have one of these values.</summary>
public sealed record Condition(string Parameter, IReadOnlyList<Scalar> Values);
