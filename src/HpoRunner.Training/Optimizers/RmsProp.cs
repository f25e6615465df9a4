using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// RMSProp (Tieleman and Hinton 2012, lecture 6.5), r = 0 at first:
/// <code>
/// r ← ρr + (1 − ρ)g²        θ ← θ − α g/√(r + ε)
/// </code>
/// Defaults α = 0.001, ρ = 0.9, ε = 1e-6 inside the root, as in Goodfellow et al. 2016, algorithm 8.5. PyTorch and Keras put it beside
/// the root, √r + ε; where r is far above both, neither matters, and where r is 0 our ε does what √ε does there.
/// </summary>
internal sealed class RmsProp(int length, double rho, double epsilon) : Optimizer(length, slots: 1)
{
    public const double DefaultLearningRate = 0.001;
    public const double DefaultEpsilon = 1e-6;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(ref float theta, ref float g, double learningRate)
    {
        ref var r = ref Slot(0);
        var minusAlpha = Vector256.Create((float)-learningRate);
        var keep = Vector256.Create((float)rho);
        var take = Vector256.Create((float)(1 - rho));
        var floor = FloorOf(epsilon);
        var length = (nuint)Length;
        for (nuint i = 0; i < length; i += 8)
        {
            var gradient = Vector256.LoadUnsafe(ref g, i);
            var mean = Flush(Vector256.FusedMultiplyAdd(gradient * gradient, take, Vector256.LoadUnsafe(ref r, i) * keep));
            mean.StoreUnsafe(ref r, i);
            var step = gradient / Vector256.Sqrt(mean + floor);
            Vector256.FusedMultiplyAdd(step, minusAlpha, Vector256.LoadUnsafe(ref theta, i)).StoreUnsafe(ref theta, i);
        }
    }
}
