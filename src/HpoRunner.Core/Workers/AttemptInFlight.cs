using HpoRunner.Evaluation;
using HpoRunner.Workers.Protocol;

namespace HpoRunner.Workers;

/// <summary>One attempt that a worker has: what was said of it so far, and what its answer means.</summary>
/// <param name="position">Where in the bytes for the worker its request ends.</param>
internal sealed class AttemptInFlight(EvaluationRequest request, long position)
{
    private static readonly Dictionary<string, double> NoMetrics = [];

    public EvaluationKey Key => request.Key;

    public int Attempt => request.Attempt;

    public TimeSpan? Timeout => request.Timeout;

    public long Position => position;

    public CurveBuilder Curve { get; } = new();

    public TimeSpan? Began { get; set; }

    public TimeSpan? StopAsked { get; set; }

    public TimeSpan StopGrace { get; set; }

    public TimeSpan? LastMeasured { get; set; }

    /// <param name="fit">What lay in the file that the message named.</param>
    /// <param name="fileError">Why that file could not be read.</param>
    public EvaluationResult ResultOf(CompletedMessage completed, TimeSpan now, FinalFit? fit, string? fileError)
    {
        var seconds = Seconds(completed.Seconds, now);
        if (fileError is not null)
            return EvaluationResult.Failed(FailureKind.Crash, fileError, seconds);
        // A metric that is not finite cannot be ranked, whoever computed it.
        var diverged = completed.Diverged || completed.Metrics.Values.Any(value => !double.IsFinite(value));
        var state = diverged ? EvaluationState.Diverged : EvaluationState.Completed;
        return new EvaluationResult(state, completed.Metrics, Math.Max(0, completed.Epochs), seconds, Curve.Build(), FinalFit: fit);
    }

    public EvaluationResult ResultOf(FailedMessage failed, TimeSpan now)
    {
        var (epochs, seconds) = (Math.Max(0, failed.Epochs), Seconds(failed.Seconds, now));
        return failed.Kind switch
        {
            FailedKind.Stopped when StopAsked is not null => Stopped(failed.Message, epochs, seconds) with { Curve = Curve.Build() },
            FailedKind.Infeasible => new(EvaluationState.Infeasible, NoMetrics, epochs, seconds, Message: failed.Message),
            _ => Failed(FailureKind.Trainer, failed.Message, seconds) with { Epochs = epochs },
        };
    }

    /// <summary>The result when its worker ended before it answered.</summary>
    /// <param name="kind">Null when it was asked to stop, which it then did.</param>
    public EvaluationResult ResultOfDeath(FailureKind? kind, string message, TimeSpan now) =>
        kind is { } failure ? Failed(failure, message, SecondsAt(now)) : Stopped(message, 0, SecondsAt(now));

    private EvaluationResult Failed(FailureKind kind, string message, double seconds) =>
        EvaluationResult.Failed(kind, message, seconds) with { Curve = Curve.Build() };

    private static EvaluationResult Stopped(string message, int epochs, double seconds) =>
        new(EvaluationState.Stopped, NoMetrics, epochs, seconds, Message: message);

    private double SecondsAt(TimeSpan now) => Began is { } began ? (now - began).TotalSeconds : 0;

    /// <summary>What the worker measured, unless that is nonsense.</summary>
    private double Seconds(double told, TimeSpan now) => double.IsFinite(told) && told >= 0 ? told : SecondsAt(now);
}
