using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// θ ← θ − αg (Robbins and Monro 1951 for gradients of batches, Cauchy 1847 for the whole). Default α = 0.01.
/// </summary>
internal sealed class GradientDescent(int length) : Optimizer(length, slots: 0)
{
    public const double DefaultLearningRate = 0.01;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(ref float theta, ref float g, double learningRate)
    {
        var minusAlpha = Vector256.Create((float)-learningRate);
        var length = (nuint)Length;
        for (nuint i = 0; i < length; i += 8)
        {
            var moved = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref g, i), minusAlpha, Vector256.LoadUnsafe(ref theta, i));
            moved.StoreUnsafe(ref theta, i);
        }
    }
}
