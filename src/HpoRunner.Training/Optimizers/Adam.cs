using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// Adam (Kingma and Ba 2015, algorithm 1), t = 1, 2, …, m = v = 0 at first:
/// <code>
/// m ← β₁m + (1 − β₁)g        v ← β₂v + (1 − β₂)g²
/// m̂ = m/(1 − β₁ᵗ)            v̂ = v/(1 − β₂ᵗ)            θ ← θ − α m̂/(√v̂ + ε)
/// </code>
/// Defaults α = 0.001, β₁ = 0.9, β₂ = 0.999, ε = 1e-8. ε is added to the corrected root, as in PyTorch. scikit-learn adds it to √v
/// before the correction ("ε hat" of the paper's section 2): its ε corresponds to ε·√(1 − β₂ᵗ) here. With bias_correction: false,
/// m̂ = m and v̂ = v.
/// </summary>
internal class Adam(int length, double beta1, double beta2, double epsilon, bool correct) : Optimizer(length, slots: 2)
{
    public const double DefaultLearningRate = 0.001;
    public const double DefaultEpsilon = 1e-8;

    private AdamCorrection _correction = new(beta1, beta2, correct);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(ref float theta, ref float g, double learningRate)
    {
        ref var m = ref Slot(0);
        ref var v = ref Slot(1);
        _correction.Advance();
        // α m̂/(√v̂ + ε) = (α/(1 − β₁ᵗ))·√(1 − β₂ᵗ) · m/(√v + ε√(1 − β₂ᵗ)): the corrections leave the loop.
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
            mean.StoreUnsafe(ref m, i);
            square.StoreUnsafe(ref v, i);
            var step = mean / (Vector256.Sqrt(square) + floor);
            Vector256.FusedMultiplyAdd(step, minusRate, Vector256.LoadUnsafe(ref theta, i)).StoreUnsafe(ref theta, i);
        }
    }
}
