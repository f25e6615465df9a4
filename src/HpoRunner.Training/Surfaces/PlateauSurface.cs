namespace HpoRunner.Training.Surfaces;

/// <summary>
/// A hole in a plain that is flat almost everywhere, with r² = x² + y² and e = exp(−r²/2):
/// <code>
/// f = 1 − e        ∇f = e (x, y)        H = e | 1 − x²   −xy   |        minimum 0 at (0, 0)
///                                             | −xy      1 − y² |
/// </code>
/// At the start the slope is 0.02 and at r = 6 it is 1e-7: a step as long as the gradient gets nowhere (Goodfellow et al. 2016, section
/// 8.2.3, on flat regions; the shape is a Gaussian's). Outside r = 1 the surface curves downwards away from the hole, and Newton's step
/// leads out.
/// </summary>
internal sealed class PlateauSurface : Surface
{
    // expm1 keeps the digits near the minimum.
    public override double Value(SurfacePoint at) => -ExpMinusOne(-0.5 * ((at.X * at.X) + (at.Y * at.Y)));

    public override SurfacePoint Gradient(SurfacePoint at) => new(Height(at) * at.X, Height(at) * at.Y);

    public override Curvature Hessian(SurfacePoint at)
    {
        var e = Height(at);
        return new(e * (1 - (at.X * at.X)), -e * at.X * at.Y, e * (1 - (at.Y * at.Y)));
    }

    public override IReadOnlyList<SurfacePoint> Minima { get; } = [new(0, 0)];

    public override SurfacePoint Start => new(-2.5, 1.5);

    public override (SurfacePoint, SurfacePoint) Window => (new(-4, -3), new(4, 3));

    private static double Height(SurfacePoint at) => Math.Exp(-0.5 * ((at.X * at.X) + (at.Y * at.Y)));

    /// <summary>eᵗ − 1 without cancellation: by its series to the eighth power where that is exact, |t| ≤ 0.01.</summary>
    internal static double ExpMinusOne(double t)
    {
        if (Math.Abs(t) > 0.01)
            return Math.Exp(t) - 1;
        var sum = 1.0;
        for (var n = 8; n >= 2; n--)
            sum = 1 + (sum * t / n);
        return sum * t;
    }
}
