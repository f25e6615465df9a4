namespace HpoRunner.Training.Surfaces;

/// <summary>
/// A gentle slope that ends at a wall: x on the curve of the LINEX loss (Varian 1975), y on a parabola, k = 8:
/// <code>
/// f = (eᵏˣ − 1 − kx)/k + ¼y²        ∇f = (eᵏˣ − 1, ½y)        H = diag(k eᵏˣ, ½)        minimum 0 at (0, 0)
/// </code>
/// Left of the minimum the slope is −1, at x = 1 it is 2980: one step too far onto the wall, and the gradient throws the point far
/// back (Pascanu, Mikolov and Bengio 2013, section 2.3; Goodfellow et al. 2016, figure 8.3).
/// </summary>
internal sealed class CliffSurface : Surface
{
    private const double K = 8;

    public override double Value(SurfacePoint at)
    {
        var t = K * at.X;
        return (Wall(t) / K) + (0.25 * at.Y * at.Y);
    }

    public override SurfacePoint Gradient(SurfacePoint at) => new(PlateauSurface.ExpMinusOne(K * at.X), 0.5 * at.Y);

    public override Curvature Hessian(SurfacePoint at) => new(K * Math.Exp(K * at.X), 0, 0.5);

    public override IReadOnlyList<SurfacePoint> Minima { get; } = [new(0, 0)];

    public override SurfacePoint Start => new(-2, 1);

    public override (SurfacePoint, SurfacePoint) Window => (new(-3.5, -1.6), new(1, 1.6));

    /// <summary>eᵗ − 1 − t; by its series near zero, where the difference would have no digits left.</summary>
    private static double Wall(double t)
    {
        if (Math.Abs(t) > 0.01)
            return Math.Exp(t) - 1 - t;
        var sum = 1.0;
        for (var n = 8; n >= 3; n--)
            sum = 1 + (sum * t / n);
        return sum * t * t / 2;
    }
}
