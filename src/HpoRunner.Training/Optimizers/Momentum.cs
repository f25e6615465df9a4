using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// Momentum (Polyak 1964), v = 0 at first, in either of two forms:
/// <code>
/// classical   v ← μv − αg           θ ← θ + v
/// averaged    v ← μv + (1 − μ)g     θ ← θ − αv
/// </code>
/// The averaged form makes steps 1 − μ times as long: α there is α/(1 − μ) of the other. Default α = 0.01, μ = 0.9.
/// <para>
/// PyTorch's SGD keeps v without the rate (v ← μv + g, θ ← θ − αv; dampening = μ gives the averaged form but for its first step): the
/// same path while α is constant; when a schedule lowers α, the steps still in v keep their old length in the classical form, as in
/// Sutskever et al. 2013 and scikit-learn.
/// </para>
/// </summary>
internal sealed unsafe class Momentum(int length, MomentumCoefficient coefficient, bool averaged) : Optimizer(length, slots: 1)
{
    public const double DefaultLearningRate = 0.01;

    private long _updates;
    private float _keep;
    private float _take;
    private float _move;

    protected override void Prepare(double learningRate)
    {
        var mu = coefficient.At(_updates++);
        _keep = (float)mu;
        _take = (float)(averaged ? 1 - mu : -learningRate);
        _move = (float)(averaged ? -learningRate : 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(float* theta, float* g, nint first, nint end)
    {
        var v = Slot(0);
        var (keep, take, move) = (Vector512.Create(_keep), Vector512.Create(_take), Vector512.Create(_move));
        for (var i = first; i < end; i += Lanes)
        {
            var velocity = Vector512.FusedMultiplyAdd(Vector512.Load(g + i), take, Vector512.Load(v + i) * keep);
            Vector512.Store(velocity, v + i);
            Vector512.Store(Vector512.FusedMultiplyAdd(velocity, move, Vector512.Load(theta + i)), theta + i);
        }
    }
}
