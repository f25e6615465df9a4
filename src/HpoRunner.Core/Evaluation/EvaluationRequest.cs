using HpoRunner.Experiments;

namespace HpoRunner.Evaluation;

/// <summary>One try at an evaluation, as it is handed to a worker. A late answer with another attempt number does not count.</summary>
/// <param name="Attempt">From 1; the fencing token.</param>
/// <param name="Seed">0 … 2³¹ − 1; for weights, order and noise, never for the splits.</param>
internal sealed record EvaluationRequest(EvaluationKey Key, int Attempt, int Seed, Configuration Parameters, TimeSpan? Timeout);
