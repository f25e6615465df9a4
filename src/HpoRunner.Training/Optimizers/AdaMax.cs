using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// AdaMax (Kingma and Ba 2015, algorithm 2): Adam with the largest gradient, slowly forgotten, in place of the root mean square;
/// m = u = 0 at first:
/// <code>
/// m ← β₁m + (1 − β₁)g        u ← max(β₂u, |g| + ε)        θ ← θ − α/(1 − β₁ᵗ) · m/u
/// </code>
/// Defaults α = 0.002, β₁ = 0.9, β₂ = 0.999, ε = 1e-8. The paper has no ε; it stands where PyTorch's Adamax has it.
/// </summary>
internal sealed class AdaMax(int length, double beta1, double beta2, double epsilon, bool correct) : Optimizer(length, slots: 2)
{
    public const double DefaultLearningRate = 0.002;

    private AdamCorrection _correction = new(beta1, beta2, correct);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(ref float theta, ref float g, double learningRate)
    {
        ref var m = ref Slot(0);
        ref var u = ref Slot(1);
        _correction.Advance();
        var minusRate = Vector256.Create((float)(-learningRate / _correction.OfMean));
        var floor = FloorOf(epsilon);
        var keep1 = Vector256.Create((float)beta1);
        var take1 = Vector256.Create((float)(1 - beta1));
        var keep2 = Vector256.Create((float)beta2);
        var length = (nuint)Length;
        for (nuint i = 0; i < length; i += 8)
        {
            var gradient = Vector256.LoadUnsafe(ref g, i);
            var mean = Flush(Vector256.FusedMultiplyAdd(gradient, take1, Vector256.LoadUnsafe(ref m, i) * keep1));
            var faded = Vector256.LoadUnsafe(ref u, i) * keep2;
            var size = Vector256.Abs(gradient) + floor;
            var largest = Vector256.ConditionalSelect(Vector256.GreaterThan(faded, size), faded, size);
            mean.StoreUnsafe(ref m, i);
            largest.StoreUnsafe(ref u, i);
            Vector256.FusedMultiplyAdd(mean / largest, minusRate, Vector256.LoadUnsafe(ref theta, i)).StoreUnsafe(ref theta, i);
        }
    }
}
