namespace HpoRunner.Training.Surfaces;

/// <summary>
/// A function f of two variables to watch optimizers on: smooth, never below zero, and zero exactly at its <see cref="Minima"/>, so that
/// a value says by itself how far there is still to go down. In double precision; values that overflow are infinite.
/// </summary>
public abstract class Surface
{
    public abstract double Value(SurfacePoint at);

    /// <summary>(∂f/∂x, ∂f/∂y).</summary>
    public abstract SurfacePoint Gradient(SurfacePoint at);

    /// <summary>∂²f/∂x², ∂²f/∂x∂y, ∂²f/∂y².</summary>
    public abstract Curvature Hessian(SurfacePoint at);

    /// <summary>All points where f is zero.</summary>
    public abstract IReadOnlyList<SurfacePoint> Minima { get; }

    /// <summary>Points without slope where f is not lowest, each with what it is: "saddle", "local minimum".</summary>
    public virtual IReadOnlyList<(SurfacePoint At, string What)> Traps => [];

    /// <summary>Where a descent starts unless told.</summary>
    public abstract SurfacePoint Start { get; }

    /// <summary>Corners, lower left and upper right, of the part that shows what the surface is about.</summary>
    public abstract (SurfacePoint Low, SurfacePoint High) Window { get; }

    public double DistanceToMinimum(SurfacePoint at) => Minima.Min(minimum => minimum.DistanceTo(at));
}
