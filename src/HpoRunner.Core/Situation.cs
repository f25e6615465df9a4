namespace HpoRunner;

/// <summary>What the executing side looks like at the moment of a decision.</summary>
/// <param name="Now">Wall clock, for <c>until</c>.</param>
/// <param name="RunningTime">Monotonic, summed over resumes, for <c>time</c>.</param>
/// <param name="FreeSlots">Worker numbers, each as often as that worker can take another evaluation.</param>
/// <param name="StopRequested">Finish what runs and close the run as interrupted.</param>
/// <param name="Stranded">Why no worker can work any more; null while one can.</param>
/// <param name="ReportTime">How long writing the report is expected to take at the end; null: not yet known.</param>
/// <param name="StopTime">From asking a worker to stop until it is killed and another is ready, as far as is known.</param>
internal sealed record Situation(
    DateTimeOffset Now, TimeSpan RunningTime, IReadOnlyList<int> FreeSlots, bool StopRequested, string? Stranded = null,
    TimeSpan? ReportTime = null, TimeSpan StopTime = default);
