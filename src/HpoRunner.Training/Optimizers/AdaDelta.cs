using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// AdaDelta (Zeiler 2012, algorithm 1), r = d = 0 at first:
/// <code>
/// r ← ρr + (1 − ρ)g²        Δ = −√(d + ε)/√(r + ε) · g        d ← ρd + (1 − ρ)Δ²        θ ← θ + αΔ
/// </code>
/// The paper has no rate: default α = 1, ρ = 0.95, ε = 1e-6 inside both roots. PyTorch is the same with ρ = 0.9, Keras with
/// α = 0.001 and ε = 1e-7.
/// </summary>
internal sealed unsafe class AdaDelta(int length, double rho, double epsilon) : Optimizer(length, slots: 2)
{
    public const double DefaultLearningRate = 1;
    public const double DefaultEpsilon = 1e-6;

    private float _rate;

    protected override void Prepare(double learningRate) => _rate = (float)-learningRate;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(float* theta, float* g, nint first, nint end)
    {
        float* r = Slot(0), d = Slot(1);
        var (rate, floor) = (Vector512.Create(_rate), Vector512.Create(FloorOf(epsilon)));
        var (keep, take) = (Vector512.Create((float)rho), Vector512.Create((float)(1 - rho)));
        for (var i = first; i < end; i += Lanes)
        {
            var gradient = Vector512.Load(g + i);
            var mean = Vector512.FusedMultiplyAdd(gradient * gradient, take, Vector512.Load(r + i) * keep);
            Vector512.Store(mean, r + i);
            var steps = Vector512.Load(d + i);
            var step = gradient * (VectorRoot.Of(steps + floor) * VectorRoot.InverseOf(mean + floor));
            Vector512.Store(Vector512.FusedMultiplyAdd(step * step, take, steps * keep), d + i);
            Vector512.Store(Vector512.FusedMultiplyAdd(step, rate, Vector512.Load(theta + i)), theta + i);
        }
    }
}
