using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// Nadam (Dozat 2016): Adam with Nesterov's momentum, whose coefficient rises with t = 1, 2, …; m = v = 0 at first:
/// <code>
/// μₜ = β₁(1 − ½ · 0.96^(0.004 t))        Pₜ = μ₁ · … · μₜ
/// m ← β₁m + (1 − β₁)g        v ← β₂v + (1 − β₂)g²        v̂ = v/(1 − β₂ᵗ)
/// θ ← θ − α ( (1 − μₜ)/(1 − Pₜ) · g + μₜ₊₁/(1 − Pₜ₊₁) · m ) / (√v̂ + ε)
/// </code>
/// Defaults α = 0.002, β₁ = 0.9, β₂ = 0.999, ε = 1e-8: PyTorch's NAdam, but that its version 1.13 has μₜ twice in Pₜ₊₁. The corrections are
/// part of the rule; bias_correction does not apply. (Keras averages m with μₜ where β₁ stands here.)
/// </summary>
internal sealed class Nadam(int length, double beta1, double beta2, double epsilon) : Optimizer(length, slots: 2)
{
    public const double DefaultLearningRate = 0.002;

    private static readonly double DecayPerUpdate = Math.Pow(0.96, 0.004);

    private double _decay = DecayPerUpdate;
    private double _product = 1;
    private double _beta2Power = 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(ref float theta, ref float g, double learningRate)
    {
        ref var m = ref Slot(0);
        ref var v = ref Slot(1);
        var mu = beta1 * (1 - 0.5 * _decay);
        _decay *= DecayPerUpdate;
        var next = beta1 * (1 - 0.5 * _decay);
        _product *= mu;
        _beta2Power *= beta2;
        var rootCorrection = Math.Sqrt(1 - _beta2Power);
        var minusGradientRate = Vector256.Create((float)(-learningRate * (1 - mu) / (1 - _product) * rootCorrection));
        var minusMeanRate = Vector256.Create((float)(-learningRate * next / (1 - _product * next) * rootCorrection));
        var floor = FloorOf(epsilon * rootCorrection);
        var keep1 = Vector256.Create((float)beta1);
        var take1 = Vector256.Create((float)(1 - beta1));
        var keep2 = Vector256.Create((float)beta2);
        var take2 = Vector256.Create((float)(1 - beta2));
        var length = (nuint)Length;
        for (nuint i = 0; i < length; i += 8)
        {
            var gradient = Vector256.LoadUnsafe(ref g, i);
            var mean = Flush(Vector256.FusedMultiplyAdd(gradient, take1, Vector256.LoadUnsafe(ref m, i) * keep1));
            var square = Flush(Vector256.FusedMultiplyAdd(gradient * gradient, take2, Vector256.LoadUnsafe(ref v, i) * keep2));
            mean.StoreUnsafe(ref m, i);
            square.StoreUnsafe(ref v, i);
            var step = Vector256.FusedMultiplyAdd(mean, minusMeanRate, gradient * minusGradientRate);
            (Vector256.LoadUnsafe(ref theta, i) + step / (Vector256.Sqrt(square) + floor)).StoreUnsafe(ref theta, i);
        }
    }
}
