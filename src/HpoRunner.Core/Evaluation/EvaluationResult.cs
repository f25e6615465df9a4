namespace HpoRunner.Evaluation;

/// <summary>How a try at an evaluation ended. Diverged is a result and never tried again; failed is not a result.</summary>
internal enum EvaluationState
{
    Completed,
    Diverged,
    Failed,
    Infeasible,
    Stopped,
}

/// <summary>Why a try failed; the core's retries depend on it.</summary>
internal enum FailureKind
{
    /// <summary>The worker died or broke the protocol.</summary>
    Crash,

    /// <summary>The evaluation took longer than allowed.</summary>
    Timeout,

    /// <summary>The coordinator heard nothing from the worker for too long.</summary>
    Silence,

    /// <summary>The trainer said that it failed.</summary>
    Trainer,

    /// <summary>The worker needed more memory than it may have.</summary>
    Memory,
}

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

/// <summary>Measurements of one training: <c>Values[m][i]</c> is metric <c>Metrics[m]</c> at epoch <c>Epochs[i]</c> (from 1).</summary>
internal sealed record Curve(IReadOnlyList<string> Metrics, IReadOnlyList<int> Epochs, IReadOnlyList<IReadOnlyList<double>> Values);

/// <summary>
/// A refitted configuration on the test rows. For classification <paramref name="Truth"/> and <paramref name="Predicted"/> are class
/// indices; for regression, values in the target's own units. <paramref name="Rows"/> are data rows of the file from 0.
/// <paramref name="LogLosses"/> are −ln of the probability given to the right class; null for regression.
/// </summary>
internal sealed record FinalFit(
    IReadOnlyList<int> Rows, IReadOnlyList<double> Truth, IReadOnlyList<double> Predicted, IReadOnlyList<double>? LogLosses = null);
