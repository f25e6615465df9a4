using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// AdaMax (Kingma and Ba 2015, algorithm 2): Adam with the largest gradient, slowly forgotten, in place of the root mean square;
/// m = u = 0 at first:
/// <code>
/// m ← β₁m + (1 − β₁)g        u ← max(β₂u, |g| + ε)        θ ← θ − α/(1 − β₁ᵗ) · m/u
/// </code>
/// Defaults α = 0.002, β₁ = 0.9, β₂ = 0.999, ε = 1e-8. The paper has no ε; it stands where PyTorch's Adamax has it; Keras divides by u + ε.
/// </summary>
internal sealed unsafe class AdaMax(int length, double beta1, double beta2, double epsilon, bool correct) : Optimizer(length, slots: 2)
{
    public const double DefaultLearningRate = 0.002;

    private AdamCorrection _correction = new(beta1, beta2, correct);
    private float _rate;

    protected override void Prepare(double learningRate)
    {
        _correction.Advance();
        _rate = (float)(-learningRate / _correction.OfMean);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(float* theta, float* g, nint first, nint end)
    {
        float* m = Slot(0), u = Slot(1);
        var (rate, floor) = (Vector512.Create(_rate), Vector512.Create(FloorOf(epsilon)));
        var (keep1, take1) = (Vector512.Create((float)beta1), Vector512.Create((float)(1 - beta1)));
        var keep2 = Vector512.Create((float)beta2);
        for (var i = first; i < end; i += Lanes)
        {
            var gradient = Vector512.Load(g + i);
            var mean = Vector512.FusedMultiplyAdd(gradient, take1, Vector512.Load(m + i) * keep1);
            var faded = Vector512.Load(u + i) * keep2;
            var size = Vector512.Abs(gradient) + floor;
            var largest = Vector512.MaxNative(faded, size);
            Vector512.Store(mean, m + i);
            Vector512.Store(largest, u + i);
            Vector512.Store(Vector512.FusedMultiplyAdd(mean / largest, rate, Vector512.Load(theta + i)), theta + i);
        }
    }
}
