namespace HpoRunner.Training.Surfaces;

/// <summary>Where a descent is after an update; 0 is the start.</summary>
public readonly record struct SurfaceStep(int Update, SurfacePoint At, double Loss, double Distance);
