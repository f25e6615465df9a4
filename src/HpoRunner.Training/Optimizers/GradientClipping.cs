using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// Limits on a step's gradient, penalties included, before the optimizer sees it (Pascanu, Mikolov and Bengio 2013). 0 = off. With both,
/// values come first.
/// <code>
/// clip_value c   gᵢ ← min(max(gᵢ, −c), c)
/// clip_norm c    ‖g‖ > c:  g ← g · c/‖g‖, the Euclidean norm over all parameters of the network together
/// </code>
/// PyTorch's clip_grad_norm_ divides by ‖g‖ + 1e-6. NaN stays NaN, and an infinite norm makes NaN, so that a diverged network shows.
/// </summary>
internal static class GradientClipping
{
    public static void Apply(Span<float> gradients, double largestNorm, double largestValue)
    {
        if (largestValue > 0)
            ClipValues(gradients, (float)largestValue);
        if (NormFactor(gradients, largestNorm) is var factor and not 1)
            FloatVectors.Scale(gradients, factor);
    }

    /// <summary>What the gradients are to be multiplied by: 1 within the limit.</summary>
    public static double NormFactor(ReadOnlySpan<float> gradients, double largestNorm)
    {
        if (largestNorm <= 0)
            return 1;
        var norm = Math.Sqrt(Elementary.SumOfSquares(gradients));
        return norm <= largestNorm ? 1 : double.IsFinite(norm) ? largestNorm / norm : double.NaN;
    }

    /// <summary>A length that is a multiple of 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ClipValues(Span<float> gradients, float largest)
    {
        var lanes = Vector256<float>.Count;
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradients.Length % lanes, 0);
        ref var g = ref MemoryMarshal.GetReference(gradients);
        var (low, high) = (Vector256.Create(-largest), Vector256.Create(largest));
        for (nuint i = 0; i < (nuint)gradients.Length; i += (nuint)lanes)
        {
            var x = Vector256.LoadUnsafe(ref g, i);
            // Where one of two is NaN the processor takes the second.
            Vector256.MinNative(high, Vector256.MaxNative(low, x)).StoreUnsafe(ref g, i);
        }
    }
}
