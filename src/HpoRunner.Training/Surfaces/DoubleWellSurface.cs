namespace HpoRunner.Training.Surfaces;

/// <summary>
/// Two wells with a hill between them, the nearer one not the deepest. Along x it is built from its slope (x² − 1)(4x − 1):
/// <code>
/// f = x⁴ − x³/3 − 2x² + x + 5/3 + y²
/// ∇f = (4x³ − x² − 4x + 1, 2y)        H = diag(12x² − 2x − 4, 2)
/// minimum 0 at (−1, 0), local minimum 4/3 at (1, 0), saddle 1.790 at (¼, 0)
/// </code>
/// The quartic of textbooks on bifurcations, tilted; our own numbers. The start lies right of the shallow well: who only follows the slope
/// ends in it.
/// </summary>
internal sealed class DoubleWellSurface : Surface
{
    public override double Value(SurfacePoint at)
    {
        var x = at.X;
        // Horner's form of the quartic divided by (x + 1)², which keeps the value exact near the minimum: x² − (7/3)x + 5/3.
        return ((x + 1) * (x + 1) * ((x * (x - (7.0 / 3))) + (5.0 / 3))) + (at.Y * at.Y);
    }

    public override SurfacePoint Gradient(SurfacePoint at) => new(((at.X * at.X) - 1) * ((4 * at.X) - 1), 2 * at.Y);

    public override Curvature Hessian(SurfacePoint at) => new((12 * at.X * at.X) - (2 * at.X) - 4, 0, 2);

    public override IReadOnlyList<SurfacePoint> Minima { get; } = [new(-1, 0)];

    public override IReadOnlyList<(SurfacePoint, string)> Traps { get; } = [(new(1, 0), "local minimum"), (new(0.25, 0), "saddle")];

    public override SurfacePoint Start => new(1.9, 1);

    public override (SurfacePoint, SurfacePoint) Window => (new(-2, -1.6), new(2.2, 1.6));
}
