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
        if (largestNorm > 0 && Math.Sqrt(FloatVectors.Dot(gradients, gradients)) is var norm && !(norm <= largestNorm))
            FloatVectors.Scale(gradients, double.IsFinite(norm) ? largestNorm / norm : double.NaN);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ClipValues(Span<float> gradients, float largest)
    {
        ref var g = ref MemoryMarshal.GetReference(gradients);
        var (low, high) = (Vector512.Create(-largest), Vector512.Create(largest));
        for (nuint i = 0; i < (nuint)gradients.Length; i += 16)
        {
            var x = Vector512.LoadUnsafe(ref g, i);
            // Where one of two is NaN the processor takes the second.
            Vector512.MinNative(high, Vector512.MaxNative(low, x)).StoreUnsafe(ref g, i);
        }
    }
}
