using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// Resilient backpropagation (Riedmiller and Braun 1993), the form iRprop⁻ of Igel and Hüsken 2000: only the signs of gradients count,
/// and each parameter has a step length Δ of its own, α at first:
/// <code>
/// g·g₋ > 0   Δ ← min(1.2 Δ, 50)
/// g·g₋ &lt; 0   Δ ← max(0.5 Δ, 1e-6), g ← 0: no step now, and none of these two cases next time
/// θ ← θ − sign(g) Δ         g₋ ← g
/// </code>
/// Signs mean little in small batches, so it takes the full batch alone. Default α = 0.01, which is the first step's length; schedules
/// change nothing later. PyTorch's Rprop is the same.
/// </summary>
internal sealed class Rprop(int length) : Optimizer(length, slots: 2)
{
    public const double DefaultLearningRate = 0.01;

    private bool _started;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(ref float theta, ref float g, double learningRate)
    {
        ref var last = ref Slot(0);
        ref var delta = ref Slot(1);
        var start = Vector256.Create((float)learningRate);
        var length = (nuint)Length;
        for (nuint i = 0; i < length; i += 8)
        {
            var gradient = Vector256.LoadUnsafe(ref g, i);
            var agreement = Sign(gradient) * Sign(Vector256.LoadUnsafe(ref last, i));
            var size = _started ? Vector256.LoadUnsafe(ref delta, i) : start;
            var grown = Vector256.Min(size * Vector256.Create(1.2f), Vector256.Create(50f));
            var shrunk = Vector256.Max(size * Vector256.Create(0.5f), Vector256.Create(1e-6f));
            var turned = Vector256.LessThan(agreement, default);
            size = Vector256.ConditionalSelect(Vector256.GreaterThan(agreement, default), grown, size);
            size = Vector256.ConditionalSelect(turned, shrunk, size);
            gradient = Vector256.AndNot(gradient, turned);
            gradient.StoreUnsafe(ref last, i);
            size.StoreUnsafe(ref delta, i);
            Vector256.FusedMultiplyAdd(-Sign(gradient), size, Vector256.LoadUnsafe(ref theta, i)).StoreUnsafe(ref theta, i);
        }
        _started = true;
    }

    /// <summary>−1, 0 or 1; NaN for NaN, so that a diverged network shows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Sign(Vector256<float> x)
    {
        var one = Vector256.ConditionalSelect(Vector256.LessThan(x, default), -Vector256<float>.One, Vector256<float>.One);
        return Vector256.ConditionalSelect(Vector256.GreaterThan(Vector256.Abs(x), default), one, x);
    }
}
