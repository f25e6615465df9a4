using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// Delta-bar-delta (Jacobs 1988): every parameter has a learning rate of its own, which grows by a constant while the sign of its
/// gradient holds and shrinks by a factor when it turns; ḡ = 0 and gain = 1 at first:
/// <code>
/// ḡ·g > 0   gain ← min(gain + 0.05, 10)
/// ḡ·g &lt; 0   gain ← max(0.95 · gain, 0.1)
/// θ ← θ − α · gain · g        ḡ ← 0.7ḡ + 0.3g
/// </code>
/// Default α = 0.01. The paper's κ, φ and θ are 0.05α, 0.05 and 0.7 here; the gains' limits are advice of Hinton's lecture 6d (2012).
/// PyTorch and scikit-learn have no such optimizer.
/// </summary>
internal sealed class DeltaBarDelta(int length) : Optimizer(length, slots: 2)
{
    public const double DefaultLearningRate = 0.01;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(ref float theta, ref float g, double learningRate)
    {
        ref var bar = ref Slot(0);
        ref var growth = ref Slot(1);
        var minusAlpha = Vector256.Create((float)-learningRate);
        var keep = Vector256.Create(0.7f);
        var take = Vector256.Create(0.3f);
        var one = Vector256<float>.One;
        var length = (nuint)Length;
        for (nuint i = 0; i < length; i += 8)
        {
            var gradient = Vector256.LoadUnsafe(ref g, i);
            var mean = Vector256.LoadUnsafe(ref bar, i);
            // The slot holds gain − 1, which is zero at first as all state is.
            var gain = Vector256.LoadUnsafe(ref growth, i) + one;
            var agreement = gradient * mean;
            var grown = Vector256.Min(gain + Vector256.Create(0.05f), Vector256.Create(10f));
            var shrunk = Vector256.Max(gain * Vector256.Create(0.95f), Vector256.Create(0.1f));
            gain = Vector256.ConditionalSelect(Vector256.GreaterThan(agreement, default), grown, gain);
            gain = Vector256.ConditionalSelect(Vector256.LessThan(agreement, default), shrunk, gain);
            (gain - one).StoreUnsafe(ref growth, i);
            Flush(Vector256.FusedMultiplyAdd(gradient, take, mean * keep)).StoreUnsafe(ref bar, i);
            Vector256.FusedMultiplyAdd(minusAlpha * gain, gradient, Vector256.LoadUnsafe(ref theta, i)).StoreUnsafe(ref theta, i);
        }
    }
}
