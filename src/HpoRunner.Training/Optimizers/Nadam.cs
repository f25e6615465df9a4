using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// Nadam (Dozat 2016): Adam with Nesterov's momentum, whose coefficient rises with t = 1, 2, …; m = v = 0 at first:
/// <code>
/// μₜ = β₁(1 − ½ · 0.96^(0.004 t))        Pₜ = μ₁ · … · μₜ
/// m ← β₁m + (1 − β₁)g        v ← β₂v + (1 − β₂)g²        v̂ = v/(1 − β₂ᵗ)
/// θ ← θ − α ( (1 − μₜ)/(1 − Pₜ) · g + μₜ₊₁/(1 − Pₜ₊₁) · m ) / (√v̂ + ε)
/// </code>
/// Defaults α = 0.002, β₁ = 0.9, β₂ = 0.999, ε = 1e-8: PyTorch's NAdam, but that its version 1.13 has μₜ twice in Pₜ₊₁. The corrections are
/// part of the rule; bias_correction does not apply. Keras has 0.96ᵗ in μₜ, which rises to β₁ within a hundred updates; here it takes tens
/// of thousands.
/// </summary>
internal sealed unsafe class Nadam(int length, double beta1, double beta2, double epsilon) : Optimizer(length, slots: 2)
{
    public const double DefaultLearningRate = 0.002;

    private static readonly double DecayPerUpdate = Math.Pow(0.96, 0.004);

    private double _decay = DecayPerUpdate;
    private double _product = 1;
    private double _beta2Power = 1;
    private float _gradientRate;
    private float _meanRate;
    private float _floor;

    protected override void Prepare(double learningRate)
    {
        var mu = beta1 * (1 - 0.5 * _decay);
        _decay *= DecayPerUpdate;
        var next = beta1 * (1 - 0.5 * _decay);
        _product *= mu;
        _beta2Power *= beta2;
        // The slots hold m/(1 − β₁) and v/(1 − β₂), as in Adam.
        var root = Math.Sqrt((1 - _beta2Power) / (1 - beta2));
        _gradientRate = (float)(-learningRate * (1 - mu) / (1 - _product) * root);
        _meanRate = (float)(-learningRate * next / (1 - _product * next) * root * (1 - beta1));
        _floor = FloorOf(epsilon * root);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(float* theta, float* g, nint first, nint end)
    {
        float* m = Slot(0), v = Slot(1);
        var (gradientRate, meanRate, floor) = (Vector512.Create(_gradientRate), Vector512.Create(_meanRate), Vector512.Create(_floor));
        var (keep1, keep2) = (Vector512.Create((float)beta1), Vector512.Create((float)beta2));
        for (var i = first; i < end; i += Lanes)
        {
            var gradient = Vector512.Load(g + i);
            var mean = Vector512.FusedMultiplyAdd(Vector512.Load(m + i), keep1, gradient);
            var square = Vector512.FusedMultiplyAdd(gradient, gradient, Vector512.Load(v + i) * keep2);
            Vector512.Store(mean, m + i);
            Vector512.Store(square, v + i);
            var step = Vector512.FusedMultiplyAdd(mean, meanRate, gradient * gradientRate);
            Vector512.Store(Vector512.Load(theta + i) + step / (VectorRoot.Of(square) + floor), theta + i);
        }
    }
}
