namespace HpoRunner.Training.Surfaces;

/// <summary>A place on the plane, or a vector: a gradient, a step.</summary>
public readonly record struct SurfacePoint(double X, double Y)
{
    public bool IsFinite => double.IsFinite(X) && double.IsFinite(Y);

    public double DistanceTo(SurfacePoint other) => double.Hypot(X - other.X, Y - other.Y);
}
