namespace HpoRunner.Evaluation;

/// <summary>How a try ended, as a value: a failure is one too.</summary>
/// <param name="Metrics">By name, with the last epoch's weights; empty unless completed or diverged.</param>
/// <param name="Curve">Measurements while training; null when there were none.</param>
/// <param name="Message">What a failure said, for people; null otherwise.</param>
/// <param name="FinalFit">What a final fit predicted on the test rows; null for every other evaluation.</param>
internal sealed record EvaluationResult(
    EvaluationState State,
    IReadOnlyDictionary<string, double> Metrics,
    int Epochs,
    double Seconds,
    Curve? Curve = null,
    FailureKind? Kind = null,
    string? Message = null,
    FinalFit? FinalFit = null)
{
    /// <summary>Ended before it was done, by nobody's fault; it may be started again.</summary>
    public static EvaluationResult Stopped { get; } = new(EvaluationState.Stopped, new Dictionary<string, double>(), 0, 0);

    public static EvaluationResult Failed(FailureKind kind, string message, double seconds) =>
        new(EvaluationState.Failed, new Dictionary<string, double>(), 0, seconds, null, kind, message);
}
