using HpoRunner.Evaluation;

namespace HpoRunner;

/// <summary>
/// What the deciding side asks of the workers. An order is carried out only after the records that it follows from are on disk.
/// </summary>
internal abstract record WorkerOrder;

/// <summary>
/// Hand this to the worker whose process is <paramref name="Pid"/>; one that cannot take it is answered with <see cref="NotDispatched"/>.
/// </summary>
internal sealed record DispatchOrder(int Worker, int Pid, EvaluationRequest Request) : WorkerOrder;

/// <summary>Ask for the end of an attempt.</summary>
/// <param name="Grace">How long the worker may take to answer before it is killed.</param>
internal sealed record StopOrder(int Worker, EvaluationKey Key, int Attempt, TimeSpan Grace) : WorkerOrder;

/// <summary>Have so many workers.</summary>
internal sealed record CountOrder(int Count) : WorkerOrder;

/// <summary>A dispatch that came to nothing: the worker had died meanwhile.</summary>
internal sealed record NotDispatched(int Worker, EvaluationKey Key, int Attempt);
