using HpoRunner.Evaluation;
using HpoRunner.Journal;

namespace HpoRunner;

/// <summary>What a worker is doing right now.</summary>
/// <param name="Evaluation">Null: idle or starting.</param>
/// <param name="Epoch">The last epoch that it reported.</param>
/// <param name="Metric">The ranking's metric at that epoch, when it was measured.</param>
/// <param name="Since">How long the evaluation has been running.</param>
internal sealed record WorkerActivity(int Worker, EvaluationKey? Evaluation, int? Epoch, double? Metric, TimeSpan Since);

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

/// <summary>Shows a run while it goes on. Called from the run's one loop, so it must be quick.</summary>
internal interface IRunObserver
{
    void Changed(RunProgress progress);
}
