namespace HpoRunner.Training.Surfaces;

/// <summary>
/// Newton's method with damping (Levenberg 1944): the step to the lowest point of the parabola that fits the surface here, raised by
/// λ in every direction,
/// <code>
/// θ ← θ − α (H + λI)⁻¹ g
/// </code>
/// α is learning_rate, default 1; λ is damping, default 0. With λ = 0 the step solves a quadratic at once, and leads to the nearest point
/// without slope, a saddle or a maximum as well as a minimum. Above the largest negative curvature it leads down, and for large λ it is
/// gradient descent with rate α/λ. In double precision; a singular H + λI gives a step that is not finite, so the descent diverges.
/// Networks have no such optimizer here: their Hessian is parameters × parameters.
/// </summary>
internal static class DampedNewton
{
    public const string Name = "newton";
    public const double DefaultLearningRate = 1;

    public static SurfacePoint Step(SurfacePoint at, SurfacePoint gradient, Curvature curvature, double damping, double learningRate)
    {
        var step = curvature.Raised(damping).Solve(gradient);
        return new(at.X - (learningRate * step.X), at.Y - (learningRate * step.Y));
    }
}
