namespace HpoRunner.Training.Surfaces;

/// <summary>Where a descent ended, or that it diverged, after how many updates.</summary>
/// <param name="Metrics">By the names of <see cref="SurfaceMetrics"/>; NaN when diverged.</param>
public sealed record SurfaceOutcome(bool Diverged, int Updates, SurfacePoint End, IReadOnlyDictionary<string, double> Metrics);
