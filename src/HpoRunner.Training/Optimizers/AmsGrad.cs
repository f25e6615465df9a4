using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// AMSGrad (Reddi, Kale and Kumar 2018, algorithm 2): Adam that divides by the largest v so far, so no step grows because a large
/// gradient is forgotten; m = v = w = 0 at first:
/// <code>
/// m ← β₁m + (1 − β₁)g      v ← β₂v + (1 − β₂)g²      w ← max(w, v)
/// θ ← θ − α m/(1 − β₁ᵗ) / (√(w/(1 − β₂ᵗ)) + ε)
/// </code>
/// Defaults and ε as in <see cref="Adam"/>. The corrections are PyTorch's, Adam(amsgrad=True); the paper has none
/// (bias_correction: false), nor ε. The slots are divided by 1 − β as in <see cref="Adam"/>.
/// </summary>
internal sealed unsafe class AmsGrad(int length, double beta1, double beta2, double epsilon, bool correct) : Optimizer(length, slots: 3)
{
    private AdamCorrection _correction = new(beta1, beta2, correct);
    private float _rate;
    private float _floor;

    protected override void Prepare(double learningRate)
    {
        _correction.Advance();
        (_rate, _floor) = _correction.RateAndFloor(learningRate, epsilon);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(float* theta, float* g, nint first, nint end)
    {
        float* m = Slot(0), v = Slot(1), w = Slot(2);
        var (rate, floor) = (Vector512.Create(_rate), Vector512.Create(_floor));
        var (keep1, keep2) = (Vector512.Create((float)beta1), Vector512.Create((float)beta2));
        for (var i = first; i < end; i += Lanes)
        {
            var gradient = Vector512.Load(g + i);
            var mean = Vector512.FusedMultiplyAdd(Vector512.Load(m + i), keep1, gradient);
            var square = Vector512.FusedMultiplyAdd(gradient, gradient, Vector512.Load(v + i) * keep2);
            var largest = Vector512.MaxNative(Vector512.Load(w + i), square);
            Vector512.Store(mean, m + i);
            Vector512.Store(square, v + i);
            Vector512.Store(largest, w + i);
            var step = mean / (VectorRoot.Of(largest) + floor);
            Vector512.Store(Vector512.FusedMultiplyAdd(step, rate, Vector512.Load(theta + i)), theta + i);
        }
    }
}
