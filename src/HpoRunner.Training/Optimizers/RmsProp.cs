using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// RMSProp (Tieleman and Hinton 2012, lecture 6.5), r = 0 at first:
/// <code>
/// r ← ρr + (1 − ρ)g²        θ ← θ − α g/√(r + ε)
/// </code>
/// Defaults α = 0.001, ρ = 0.9, ε = 1e-6 inside the root, as in Goodfellow et al. 2016, algorithm 8.5, and Keras (ε = 1e-7). PyTorch
/// puts it beside the root, √r + ε; where r is far above both, neither matters, and where r is 0 our ε does what √ε does there.
/// </summary>
internal sealed unsafe class RmsProp(int length, double rho, double epsilon) : Optimizer(length, slots: 1)
{
    public const double DefaultLearningRate = 0.001;
    public const double DefaultEpsilon = 1e-6;

    private float _rate;

    protected override void Prepare(double learningRate) => _rate = (float)-learningRate;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(float* theta, float* g, nint first, nint end)
    {
        var r = Slot(0);
        var (rate, floor) = (Vector512.Create(_rate), Vector512.Create(FloorOf(epsilon)));
        var (keep, take) = (Vector512.Create((float)rho), Vector512.Create((float)(1 - rho)));
        for (var i = first; i < end; i += Lanes)
        {
            var gradient = Vector512.Load(g + i);
            var mean = Vector512.FusedMultiplyAdd(gradient * gradient, take, Vector512.Load(r + i) * keep);
            Vector512.Store(mean, r + i);
            var step = gradient * VectorRoot.InverseOf(mean + floor);
            Vector512.Store(Vector512.FusedMultiplyAdd(step, rate, Vector512.Load(theta + i)), theta + i);
        }
    }
}
