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
internal sealed unsafe class DeltaBarDelta(int length) : Optimizer(length, slots: 2)
{
    public const double DefaultLearningRate = 0.01;

    private float _rate;

    protected override void Prepare(double learningRate) => _rate = (float)-learningRate;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(float* theta, float* g, nint first, nint end)
    {
        float* bar = Slot(0), growth = Slot(1);
        var rate = Vector512.Create(_rate);
        var (keep, take) = (Vector512.Create(0.7f), Vector512.Create(0.3f));
        var one = Vector512<float>.One;
        for (var i = first; i < end; i += Lanes)
        {
            var gradient = Vector512.Load(g + i);
            var mean = Vector512.Load(bar + i);
            // The slot holds gain − 1, which is zero at first as all state is.
            var gain = Vector512.Load(growth + i) + one;
            var agreement = gradient * mean;
            var grown = Vector512.MinNative(gain + Vector512.Create(0.05f), Vector512.Create(10f));
            var shrunk = Vector512.MaxNative(gain * Vector512.Create(0.95f), Vector512.Create(0.1f));
            gain = Vector512.ConditionalSelect(Vector512.GreaterThan(agreement, default), grown, gain);
            gain = Vector512.ConditionalSelect(Vector512.LessThan(agreement, default), shrunk, gain);
            Vector512.Store(gain - one, growth + i);
            Vector512.Store(Vector512.FusedMultiplyAdd(gradient, take, mean * keep), bar + i);
            Vector512.Store(Vector512.FusedMultiplyAdd(rate * gain, gradient, Vector512.Load(theta + i)), theta + i);
        }
    }
}
