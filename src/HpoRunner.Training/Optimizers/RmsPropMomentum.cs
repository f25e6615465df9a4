using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// RMSProp whose steps go on as in <see cref="Momentum"/> or, with <c>nesterov</c>, as in <see cref="Nesterov"/> (Goodfellow et al.
/// 2016, algorithm 8.6, rearranged so that the parameters kept are the look-ahead point), r = v = 0 at first:
/// <code>
/// r ← ρr + (1 − ρ)g²        u = αg/√(r + ε)        v ← μv − u
/// rmsprop_momentum   θ ← θ + v          rmsprop_nesterov   θ' ← θ' + μ₊v − u
/// </code>
/// Defaults α = 0.001, ρ = 0.9, μ = 0.9, ε = 1e-6 inside the root. PyTorch's RMSprop(momentum=μ) keeps v without the rate and puts ε
/// beside the root; it has no Nesterov form.
/// </summary>
internal sealed class RmsPropMomentum(int length, double rho, double epsilon, MomentumCoefficient coefficient, bool nesterov)
    : Optimizer(length, slots: 2)
{
    private long _updates;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(ref float theta, ref float g, double learningRate)
    {
        ref var r = ref Slot(0);
        ref var v = ref Slot(1);
        var minusAlpha = Vector256.Create((float)-learningRate);
        var keep = Vector256.Create((float)rho);
        var take = Vector256.Create((float)(1 - rho));
        var floor = FloorOf(epsilon);
        var friction = Vector256.Create((float)coefficient.At(_updates++));
        // θ + v is θ + 1·v + 0·u.
        var ahead = Vector256.Create(nesterov ? (float)coefficient.At(_updates) : 1);
        var again = Vector256.Create(nesterov ? 1f : 0);
        var length = (nuint)Length;
        for (nuint i = 0; i < length; i += 8)
        {
            var gradient = Vector256.LoadUnsafe(ref g, i);
            var mean = Flush(Vector256.FusedMultiplyAdd(gradient * gradient, take, Vector256.LoadUnsafe(ref r, i) * keep));
            mean.StoreUnsafe(ref r, i);
            var push = minusAlpha * gradient / Vector256.Sqrt(mean + floor);
            var velocity = Flush(Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref v, i), friction, push));
            velocity.StoreUnsafe(ref v, i);
            var step = Vector256.FusedMultiplyAdd(velocity, ahead, again * push);
            (Vector256.LoadUnsafe(ref theta, i) + step).StoreUnsafe(ref theta, i);
        }
    }
}
