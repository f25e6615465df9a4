using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// Random search over the parameters, without any gradient (Rastrigin 1963), to show what gradients are worth: every step tries one
/// point beside the present one and goes there if the objective is lower,
/// <code>
/// θ' = θ + σz, z ~ N(0, I)        f(θ') &lt; f(θ):  θ ← θ', σ ← 2σ        else:  σ ← σ/2^¼
/// </code>
/// so that about one try in five succeeds (Rechenberg's rule of 1973 in the form of Kern et al. 2004). σ starts at α, default 0.1; a
/// schedule's factor multiplies it. Two evaluations a step; both see the same rows.
/// </summary>
internal sealed class RandomSearch(int length, ulong seed) : ObjectiveOptimizer
{
    public const double DefaultLearningRate = 0.1;

    private const double SmallestScale = 1e-9;
    private const double LargestScale = 1e9;

    private static readonly double Shrinkage = Math.Sqrt(Math.Sqrt(0.5));

    private readonly RandomStream _random = RandomStream.Derive(seed, "random search");
    private readonly NativeFloats _start = new(length);
    private double _scale = 1;

    public override void Step(Objective objective, double learningRate)
    {
        var parameters = objective.Parameters;
        var before = objective.Measure();
        parameters.CopyTo(_start.Span);
        foreach (var place in objective.Places)
            parameters[place] += (float)(learningRate * _scale * _random.NextNormal());
        if (objective.Measure() < before)
        {
            _scale = Math.Min(2 * _scale, LargestScale);
            return;
        }
        _scale = Math.Max(Shrinkage * _scale, SmallestScale);
        _start.Span.CopyTo(parameters);
    }

    public override void Dispose() => _start.Dispose();
}
