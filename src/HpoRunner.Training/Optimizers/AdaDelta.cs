using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// AdaDelta (Zeiler 2012, algorithm 1), r = d = 0 at first:
/// <code>
/// r ← ρr + (1 − ρ)g²        Δ = −√(d + ε)/√(r + ε) · g        d ← ρd + (1 − ρ)Δ²        θ ← θ + αΔ
/// </code>
/// The paper has no rate: default α = 1, ρ = 0.95, ε = 1e-6 inside both roots. PyTorch is the same with ρ = 0.9.
/// </summary>
internal sealed class AdaDelta(int length, double rho, double epsilon) : Optimizer(length, slots: 2)
{
    public const double DefaultLearningRate = 1;
    public const double DefaultEpsilon = 1e-6;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(ref float theta, ref float g, double learningRate)
    {
        ref var r = ref Slot(0);
        ref var d = ref Slot(1);
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
            var steps = Vector256.LoadUnsafe(ref d, i);
            var step = gradient * Vector256.Sqrt((steps + floor) / (mean + floor));
            Flush(Vector256.FusedMultiplyAdd(step * step, take, steps * keep)).StoreUnsafe(ref d, i);
            Vector256.FusedMultiplyAdd(step, minusAlpha, Vector256.LoadUnsafe(ref theta, i)).StoreUnsafe(ref theta, i);
        }
    }
}
