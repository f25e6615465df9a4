using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// Classical momentum (Polyak 1964): v ← μv − αg, θ ← θ + v, with v = 0 at first. Default α = 0.01, μ = 0.9.
/// <para>
/// PyTorch's SGD keeps v without the rate (v ← μv + g, θ ← θ − αv): the same path while α is constant; when a schedule lowers α, the
/// steps still in v keep their old length here, as in Sutskever et al. 2013 and scikit-learn.
/// </para>
/// </summary>
internal sealed class Momentum(int length, double mu) : Optimizer(length, slots: 1)
{
    public const double DefaultLearningRate = 0.01;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Step(Span<float> parameters, ReadOnlySpan<float> gradients, double learningRate)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradients.Length, Length);
        ref var theta = ref MemoryMarshal.GetReference(parameters);
        ref var g = ref MemoryMarshal.GetReference(gradients);
        ref var v = ref MemoryMarshal.GetReference(Slot(0));
        var minusAlpha = Vector256.Create((float)-learningRate);
        var friction = Vector256.Create((float)mu);
        var length = (nuint)Length;
        for (nuint i = 0; i < length; i += 8)
        {
            var velocity = Vector256.LoadUnsafe(ref v, i) * friction;
            velocity = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref g, i), minusAlpha, velocity);
            velocity = Flush(velocity);
            velocity.StoreUnsafe(ref v, i);
            (Vector256.LoadUnsafe(ref theta, i) + velocity).StoreUnsafe(ref theta, i);
        }
    }
}
