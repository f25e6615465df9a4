using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// Nesterov's momentum (Nesterov 1983; Sutskever et al. 2013): the gradient is taken where the last step leads, at the look-ahead point
/// <code>
/// v ← μv − α g(θ + μv)      θ ← θ + v
/// </code>
/// It is rearranged so that the parameters kept are the look-ahead point θ' = θ + μv itself (Bengio et al. 2013, equation 7), where
/// every gradient is taken and which is also what prediction uses:
/// <code>
/// classical   v ← μv − αg           θ' ← θ' + μ₊v − αg
/// averaged    v ← μv + (1 − μ)g     θ' ← θ' − α(μ₊v + (1 − μ)g)
/// </code>
/// with μ₊ the coefficient of the next update where it rises. Default α = 0.01, μ = 0.9. PyTorch's SGD(nesterov=True) and Keras have
/// the classical form; PyTorch's v is −v/α, which differs while a schedule changes α. scikit-learn keeps θ' too.
/// </summary>
internal sealed class Nesterov(int length, MomentumCoefficient coefficient, bool averaged) : Optimizer(length, slots: 1)
{
    public const double DefaultLearningRate = 0.01;

    private long _updates;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(ref float theta, ref float g, double learningRate)
    {
        ref var v = ref Slot(0);
        var mu = coefficient.At(_updates++);
        var keep = Vector256.Create((float)mu);
        var keepNext = Vector256.Create((float)coefficient.At(_updates));
        var take = Vector256.Create((float)(averaged ? 1 - mu : -learningRate));
        var move = Vector256.Create((float)(averaged ? -learningRate : 1));
        var length = (nuint)Length;
        for (nuint i = 0; i < length; i += 8)
        {
            var push = Vector256.LoadUnsafe(ref g, i) * take;
            var velocity = Flush(Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref v, i), keep, push));
            velocity.StoreUnsafe(ref v, i);
            var step = Vector256.FusedMultiplyAdd(velocity, keepNext, push);
            Vector256.FusedMultiplyAdd(step, move, Vector256.LoadUnsafe(ref theta, i)).StoreUnsafe(ref theta, i);
        }
    }
}
