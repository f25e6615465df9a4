using HpoRunner.Journal;

namespace HpoRunner;

/// <summary>A view of a live run for those who show it; everything in <see cref="State"/> is already on disk.</summary>
/// <param name="DoneEvaluations">Evaluations with an outcome.</param>
/// <param name="PlannedEvaluations">Of the whole run as far as its trials are limited; null without a limit.</param>
/// <param name="PredictedEnd">Null while nothing has finished.</param>
/// <param name="BusyFraction">Share of the workers' time spent in evaluations.</param>
internal sealed record RunProgress(
    LiveState State,
    IReadOnlyList<WorkerActivity> Workers,
    int DoneEvaluations,
    long? PlannedEvaluations,
    DateTimeOffset? PredictedEnd,
    double BusyFraction,
    Notices Notices);
