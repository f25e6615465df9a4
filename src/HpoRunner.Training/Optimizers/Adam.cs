using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// Adam (Kingma and Ba 2015, algorithm 1), t = 1, 2, …, m = v = 0 at first:
/// <code>
/// m ← β₁m + (1 − β₁)g        v ← β₂v + (1 − β₂)g²
/// m̂ = m/(1 − β₁ᵗ)            v̂ = v/(1 − β₂ᵗ)            θ ← θ − α m̂/(√v̂ + ε)
/// </code>
/// Defaults α = 0.001, β₁ = 0.9, β₂ = 0.999, ε = 1e-8. ε is added to the corrected root, as in PyTorch. Keras and scikit-learn
/// add it to √v before the correction ("ε hat" of the paper's section 2): their ε is ours times √(1 − β₂ᵗ). With bias_correction: false,
/// m̂ = m and v̂ = v.
/// <para>
/// The slots hold m/(1 − β₁) and v/(1 − β₂), which take a multiplication less each; see <see cref="AdamCorrection.RateAndFloor"/>.
/// </para>
/// </summary>
internal unsafe class Adam(int length, double beta1, double beta2, double epsilon, bool correct)
    : Optimizer(length, slots: 2, decay: Math.Min(beta1, beta2))
{
    public const double DefaultLearningRate = 0.001;
    public const double DefaultEpsilon = 1e-8;

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
        float* m = Slot(0), v = Slot(1);
        var (rate, floor) = (Vector512.Create(_rate), Vector512.Create(_floor));
        var (keep1, keep2) = (Vector512.Create((float)beta1), Vector512.Create((float)beta2));
        var last = end - Lanes;
        var (mean, root) = Average(g + first, m + first, v + first, keep1, keep2, floor);
        // One vector's quotient beside the next one's root: each alone is a chain of operations that wait for each other.
        for (var i = first; i < last; i += Lanes)
        {
            var step = mean / root;
            var next = i + Lanes;
            (mean, root) = Average(g + next, m + next, v + next, keep1, keep2, floor);
            Vector512.Store(Vector512.FusedMultiplyAdd(step, rate, Vector512.Load(theta + i)), theta + i);
        }
        Vector512.Store(Vector512.FusedMultiplyAdd(mean / root, rate, Vector512.Load(theta + last)), theta + last);
    }

    /// <summary>Sixteen new m' and √v' + floor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Mean, Vector512<float> Root) Average(
        float* g, float* m, float* v, Vector512<float> keep1, Vector512<float> keep2, Vector512<float> floor)
    {
        var gradient = Vector512.Load(g);
        var mean = Vector512.FusedMultiplyAdd(Vector512.Load(m), keep1, gradient);
        var square = Vector512.FusedMultiplyAdd(gradient, gradient, Vector512.Load(v) * keep2);
        Vector512.Store(mean, m);
        Vector512.Store(square, v);
        return (mean, VectorRoot.Plus(square, floor));
    }
}
