using HpoRunner.Evaluation;

namespace HpoRunner;

/// <summary>What a worker is doing right now.</summary>
/// <param name="Evaluation">Null: idle or starting.</param>
/// <param name="Epoch">The last epoch that it reported.</param>
/// <param name="Metric">The ranking's metric at that epoch, when it was measured.</param>
/// <param name="Since">How long the evaluation has been running.</param>
internal sealed record WorkerActivity(int Worker, EvaluationKey? Evaluation, int? Epoch, double? Metric, TimeSpan Since);
