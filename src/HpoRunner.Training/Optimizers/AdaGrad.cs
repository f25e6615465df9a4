using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// AdaGrad (Duchi, Hazan and Singer 2011), r = 0 at first:
/// <code>
/// r ← r + g²        θ ← θ − α g/(√r + ε)
/// </code>
/// Defaults α = 0.01, ε = 1e-7 beside the root, as in Goodfellow et al. 2016, algorithm 8.4. PyTorch has the same form with ε = 1e-10;
/// Keras starts with r = 0.1.
/// </summary>
internal sealed class AdaGrad(int length, double epsilon) : Optimizer(length, slots: 1)
{
    public const double DefaultLearningRate = 0.01;
    public const double DefaultEpsilon = 1e-7;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(ref float theta, ref float g, double learningRate)
    {
        ref var r = ref Slot(0);
        var minusAlpha = Vector256.Create((float)-learningRate);
        var floor = FloorOf(epsilon);
        var length = (nuint)Length;
        for (nuint i = 0; i < length; i += 8)
        {
            var gradient = Vector256.LoadUnsafe(ref g, i);
            var sum = Flush(Vector256.FusedMultiplyAdd(gradient, gradient, Vector256.LoadUnsafe(ref r, i)));
            sum.StoreUnsafe(ref r, i);
            var step = gradient / (Vector256.Sqrt(sum) + floor);
            Vector256.FusedMultiplyAdd(step, minusAlpha, Vector256.LoadUnsafe(ref theta, i)).StoreUnsafe(ref theta, i);
        }
    }
}
