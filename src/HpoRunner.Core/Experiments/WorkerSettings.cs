namespace HpoRunner.Experiments;

/// <summary>Who computes evaluations.</summary>
/// <param name="Count">Null: as many as cores / <paramref name="Threads"/>.</param>
/// <param name="Timeout">Of one evaluation; null: none.</param>
/// <param name="Retries">How often a crashed or timed-out evaluation is tried again.</param>
/// <param name="Silence">The longest pause between two measurements of an evaluation, from its first one on; null: any.</param>
/// <param name="Memory">Resident bytes of a worker above which its evaluation is ended and failed; null: any.</param>
public sealed record WorkerSettings(
    int? Count = null, int Threads = 1, TimeSpan? Timeout = null, int Retries = 2, TimeSpan? Silence = null, long? Memory = null)
{
    public const int MostWorkers = 1024;
}
