namespace HpoRunner.Training.Surfaces;

/// <summary>
/// A bowl that is κ times as steep across as along (κ the condition number of its Hessian):
/// <code>
/// f = ½(x² + κy²)        ∇f = (x, κy)        H = diag(1, κ)        minimum 0 at (0, 0)
/// </code>
/// Gradient descent converges for rates below 2/κ and then shrinks x by 1 − α a step, so it needs about κ steps for each factor e;
/// momentum needs about √κ (Polyak 1964). Default κ = 20.
/// </summary>
internal sealed class QuadraticSurface(double condition) : Surface
{
    public const double DefaultCondition = 20;

    public override double Value(SurfacePoint at) => 0.5 * ((at.X * at.X) + (condition * at.Y * at.Y));

    public override SurfacePoint Gradient(SurfacePoint at) => new(at.X, condition * at.Y);

    public override Curvature Hessian(SurfacePoint at) => new(1, 0, condition);

    public override IReadOnlyList<SurfacePoint> Minima { get; } = [new(0, 0)];

    public override SurfacePoint Start => new(-4, 1);

    public override (SurfacePoint, SurfacePoint) Window => (new(-5, -2), new(5, 2));
}
