using HpoRunner.Evaluation;

namespace HpoRunner.Workers;

/// <summary>
/// What the pool tells, in the order in which it happened. Workers are numbered from 1; a replacement takes the dead one's number.
/// </summary>
internal abstract record WorkerEvent(int Worker);

/// <summary>May be given evaluations from now on.</summary>
internal sealed record WorkerReady(int Worker, int Pid, string Host, string DataHash) : WorkerEvent(Worker);

internal sealed record EvaluationBegun(int Worker, EvaluationKey Key, int Attempt) : WorkerEvent(Worker);

internal sealed record MeasurementArrived(
    int Worker, EvaluationKey Key, int Attempt, int Epoch, IReadOnlyDictionary<string, double> Metrics) : WorkerEvent(Worker);

/// <summary>
/// The one end of an attempt: what the worker answered, or how it failed: timeout, silence, crash. Attempts that a dead worker had
/// not come to yet end by <see cref="WorkerLost.Uncharged"/> instead.
/// </summary>
internal sealed record EvaluationFinished(int Worker, EvaluationKey Key, int Attempt, EvaluationResult Result) : WorkerEvent(Worker);

internal readonly record struct UnchargedAttempt(EvaluationKey Key, int Attempt);

/// <summary>A worker that had been ready is dead; the pool replaces it by itself.</summary>
/// <param name="Reason">For people: "was killed, likely out of memory (exit code 137)".</param>
/// <param name="LastLines">The last lines that it wrote to standard error.</param>
/// <param name="Uncharged">Attempts that never began; to be dispatched again as they were.</param>
internal sealed record WorkerLost(
    int Worker, string Reason, int ExitCode, IReadOnlyList<string> LastLines,
    IReadOnlyList<UnchargedAttempt> Uncharged) : WorkerEvent(Worker);

/// <summary>Another version or other data: this worker is not started again.</summary>
internal sealed record WorkerRefused(int Worker, string Message) : WorkerEvent(Worker);

/// <summary>The worker ended because it was asked to, by a smaller count or the end of the pool.</summary>
internal sealed record WorkerRetired(int Worker, IReadOnlyList<UnchargedAttempt> Uncharged) : WorkerEvent(Worker);

/// <summary>Starting this worker failed time after time, or all workers fail alike; it is not started again.</summary>
internal sealed record WorkersKeepDying(int Worker, string Reason, IReadOnlyList<string> LastLines) : WorkerEvent(Worker);
