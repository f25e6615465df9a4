using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// AMSGrad (Reddi, Kale and Kumar 2018, algorithm 2): Adam that divides by the largest v so far, so no step grows because a large
/// gradient is forgotten; m = v = w = 0 at first:
/// <code>
/// m ← β₁m + (1 − β₁)g      v ← β₂v + (1 − β₂)g²      w ← max(w, v)
/// θ ← θ − α m/(1 − β₁ᵗ) / (√(w/(1 − β₂ᵗ)) + ε)
/// </code>
/// Defaults and ε as in <see cref="Adam"/>. The corrections are PyTorch's, Adam(amsgrad=True); the paper has none
/// (bias_correction: false), nor ε.
/// </summary>
internal sealed class AmsGrad(int length, double beta1, double beta2, double epsilon, bool correct) : Optimizer(length, slots: 3)
{
    private AdamCorrection _correction = new(beta1, beta2, correct);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(ref float theta, ref float g, double learningRate)
    {
        ref var m = ref Slot(0);
        ref var v = ref Slot(1);
        ref var w = ref Slot(2);
        _correction.Advance();
        var rootCorrection = Math.Sqrt(_correction.OfSquare);
        var minusRate = Vector256.Create((float)(-learningRate / _correction.OfMean * rootCorrection));
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
            var largest = Vector256.LoadUnsafe(ref w, i);
            largest = Vector256.ConditionalSelect(Vector256.GreaterThan(largest, square), largest, square);
            mean.StoreUnsafe(ref m, i);
            square.StoreUnsafe(ref v, i);
            largest.StoreUnsafe(ref w, i);
            var step = mean / (Vector256.Sqrt(largest) + floor);
            Vector256.FusedMultiplyAdd(step, minusRate, Vector256.LoadUnsafe(ref theta, i)).StoreUnsafe(ref theta, i);
        }
    }
}
