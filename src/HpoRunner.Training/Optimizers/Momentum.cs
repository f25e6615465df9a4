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
internal sealed class Momentum(int length, MomentumCoefficient coefficient, bool averaged) : Optimizer(length, slots: 1)
{
    public const double DefaultLearningRate = 0.01;

    private long _updates;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(ref float theta, ref float g, double learningRate)
    {
        ref var v = ref Slot(0);
        var mu = coefficient.At(_updates++);
        var keep = Vector256.Create((float)mu);
        var take = Vector256.Create((float)(averaged ? 1 - mu : -learningRate));
        var move = Vector256.Create((float)(averaged ? -learningRate : 1));
        var length = (nuint)Length;
        for (nuint i = 0; i < length; i += 8)
        {
            var velocity = Vector256.LoadUnsafe(ref v, i) * keep;
            velocity = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref g, i), take, velocity);
            velocity = Flush(velocity);
            velocity.StoreUnsafe(ref v, i);
            Vector256.FusedMultiplyAdd(velocity, move, Vector256.LoadUnsafe(ref theta, i)).StoreUnsafe(ref theta, i);
        }
    }
}
