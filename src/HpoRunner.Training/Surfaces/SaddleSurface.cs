namespace HpoRunner.Training.Surfaces;

/// <summary>
/// A saddle between two valleys: the way along x leads straight onto it, the way down goes along y.
/// <code>
/// f = ½x² + ¼(y² − 1)²        ∇f = (x, y³ − y)        H = diag(1, 3y² − 1)
/// minima 0 at (0, ±1), saddle ¼ at (0, 0), where H = diag(1, −1)
/// </code>
/// Near the saddle it is x²/2 − y²/2 + ¼, the textbook's saddle, which by itself has no minimum (Goodfellow et al. 2016, section 8.2.3).
/// The start is a thousandth beside the ridge, so gradient descent needs about ln(1000)/α steps to leave it; Newton's step leads onto it.
/// </summary>
internal sealed class SaddleSurface : Surface
{
    public override double Value(SurfacePoint at)
    {
        var valley = (at.Y * at.Y) - 1;
        return (0.5 * at.X * at.X) + (0.25 * valley * valley);
    }

    public override SurfacePoint Gradient(SurfacePoint at) => new(at.X, at.Y * ((at.Y * at.Y) - 1));

    public override Curvature Hessian(SurfacePoint at) => new(1, 0, (3 * at.Y * at.Y) - 1);

    public override IReadOnlyList<SurfacePoint> Minima { get; } = [new(0, 1), new(0, -1)];

    public override IReadOnlyList<(SurfacePoint, string)> Traps { get; } = [(new(0, 0), "saddle")];

    public override SurfacePoint Start => new(-1.5, 0.001);

    public override (SurfacePoint, SurfacePoint) Window => (new(-2, -1.6), new(2, 1.6));
}
