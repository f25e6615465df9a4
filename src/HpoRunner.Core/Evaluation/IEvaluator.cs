namespace HpoRunner.Evaluation;

/// <summary>
/// What computes evaluations inside a worker: the built-in engine, or a command of the user's. It computes one at a time, always on
/// the same thread.
/// </summary>
internal interface IEvaluator
{
    /// <summary>Hash of the data as this worker read it; the coordinator refuses a worker whose data differ.</summary>
    string DataHash { get; }

    /// <summary>
    /// Computes one evaluation and reports measurements through <paramref name="measured"/> (epoch from 1, growing); the curve of the
    /// result is made of these, so the returned <see cref="EvaluationResult.Curve"/> may stay null. Ends soon after
    /// <paramref name="cancellation"/>, with a stopped result or an <see cref="OperationCanceledException"/>. Any other exception
    /// counts as a failure of the trainer, with its message.
    /// </summary>
    EvaluationResult Evaluate(
        EvaluationRequest request, Action<int, IReadOnlyDictionary<string, double>> measured, CancellationToken cancellation);
}
