using HpoRunner.Training.Numerics;
using HpoRunner.Training.Optimizers;

namespace HpoRunner.Training.Surfaces;

/// <summary>
/// One update of the point on a surface: by an optimizer that takes a gradient, by one that asks for values itself, or by Newton.
/// </summary>
internal abstract class SurfaceRule : IDisposable
{
    public abstract void Update(double learningRate);

    public virtual void Dispose()
    {
    }
}

/// <summary>Gradient, noise on it, limits on both together, then the optimizer's step.</summary>
internal sealed class GradientRule(SurfaceObjective objective, Optimizer optimizer, SurfaceSettings settings, ulong seed) : SurfaceRule
{
    private readonly RandomStream _random = RandomStream.Derive(seed, "gradient noise");

    public override void Update(double learningRate)
    {
        objective.Differentiate();
        if (settings.GradientNoise > 0)
        {
            objective.Slopes[0] += (float)(settings.GradientNoise * _random.NextNormal());
            objective.Slopes[1] += (float)(settings.GradientNoise * _random.NextNormal());
        }
        GradientClipping.Apply(objective.Slopes, settings.Training.ClipNorm, settings.Training.ClipValue);
        optimizer.Step(objective.Parameters, objective.Slopes, learningRate);
    }

    public override void Dispose() => optimizer.Dispose();
}

/// <summary>Several values a step: a search along a line, along each axis, or at random.</summary>
internal sealed class ObjectiveRule(SurfaceObjective objective, ObjectiveOptimizer optimizer) : SurfaceRule
{
    public override void Update(double learningRate) => optimizer.Step(objective, learningRate);

    public override void Dispose() => optimizer.Dispose();
}

/// <summary>Damped Newton, with the surface's own second derivatives.</summary>
internal sealed class NewtonRule(SurfaceObjective objective, SurfaceSettings settings) : SurfaceRule
{
    public override void Update(double learningRate) => objective.At = DampedNewton.Step(
        objective.At, settings.Surface.Gradient(objective.At), settings.Surface.Hessian(objective.At), settings.Damping, learningRate);
}
