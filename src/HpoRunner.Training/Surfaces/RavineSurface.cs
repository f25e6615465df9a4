namespace HpoRunner.Training.Surfaces;

/// <summary>
/// A ravine that bends: steep walls, a floor with hardly any slope along the parabola y = x² (Rosenbrock 1960):
/// <code>
/// f = (1 − x)² + c(y − x²)²
/// ∂f/∂x = −2(1 − x) − 4cx(y − x²)          ∂f/∂y = 2c(y − x²)
/// H = | 2 − 4c(y − 3x²)   −4cx |           minimum 0 at (1, 1)
///     | −4cx               2c  |
/// </code>
/// c is the parameter condition, default Rosenbrock's 100; the condition number at the minimum is about 25c for large c (2508 at 100).
/// </summary>
internal sealed class RavineSurface(double condition) : Surface
{
    public const double DefaultCondition = 100;

    public override double Value(SurfacePoint at)
    {
        var (along, across) = (1 - at.X, at.Y - (at.X * at.X));
        return (along * along) + (condition * across * across);
    }

    public override SurfacePoint Gradient(SurfacePoint at)
    {
        var across = at.Y - (at.X * at.X);
        return new((-2 * (1 - at.X)) - (4 * condition * at.X * across), 2 * condition * across);
    }

    public override Curvature Hessian(SurfacePoint at) =>
        new(2 - (4 * condition * (at.Y - (3 * at.X * at.X))), -4 * condition * at.X, 2 * condition);

    public override IReadOnlyList<SurfacePoint> Minima { get; } = [new(1, 1)];

    public override SurfacePoint Start => new(-1.2, 1);

    public override (SurfacePoint, SurfacePoint) Window => (new(-2, -1), new(2, 3));
}
