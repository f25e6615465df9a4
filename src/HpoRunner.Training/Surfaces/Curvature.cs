namespace HpoRunner.Training.Surfaces;

/// <summary>
/// Second derivatives at a point, the symmetric Hessian
/// <code>
/// H = | XX  XY |
///     | XY  YY |
/// </code>
/// </summary>
public readonly record struct Curvature(double XX, double XY, double YY)
{
    /// <summary>H + λI: every eigenvalue larger by λ.</summary>
    public Curvature Raised(double lambda) => new(XX + lambda, XY, YY + lambda);

    /// <summary>The s with Hs = g by Cramer's rule; infinite or NaN where H is singular.</summary>
    public SurfacePoint Solve(SurfacePoint g)
    {
        var determinant = (XX * YY) - (XY * XY);
        return new SurfacePoint(((YY * g.X) - (XY * g.Y)) / determinant, ((XX * g.Y) - (XY * g.X)) / determinant);
    }
}
