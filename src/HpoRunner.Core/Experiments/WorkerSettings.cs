namespace HpoRunner.Experiments;

/// <summary>Who computes evaluations.</summary>
/// <param name="Count">Null: as many as cores / <paramref name="Threads"/>.</param>
/// <param name="Timeout">Of one evaluation; null: none.</param>
/// <param name="Retries">How often a crashed or timed-out evaluation is tried again.</param>
public sealed record WorkerSettings(int? Count = null, int Threads = 1, TimeSpan? Timeout = null, int Retries = 2);
