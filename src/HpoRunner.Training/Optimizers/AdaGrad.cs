using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// AdaGrad (Duchi, Hazan and Singer 2011), r = 0 at first:
/// <code>
/// r ← r + g²        θ ← θ − α g/(√r + ε)
/// </code>
/// Defaults α = 0.01, ε = 1e-7 beside the root, as in Goodfellow et al. 2016, algorithm 8.4. PyTorch has the same form with ε = 1e-10;
/// Keras starts with r = 0.1 and puts ε inside the root.
/// </summary>
internal sealed unsafe class AdaGrad(int length, double epsilon) : Optimizer(length, slots: 1)
{
    public const double DefaultLearningRate = 0.01;
    public const double DefaultEpsilon = 1e-7;

    private float _rate;

    protected override void Prepare(double learningRate) => _rate = (float)-learningRate;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(float* theta, float* g, nint first, nint end)
    {
        var r = Slot(0);
        var (rate, floor) = (Vector512.Create(_rate), Vector512.Create(FloorOf(epsilon)));
        for (var i = first; i < end; i += Lanes)
        {
            var gradient = Vector512.Load(g + i);
            var sum = Vector512.FusedMultiplyAdd(gradient, gradient, Vector512.Load(r + i));
            Vector512.Store(sum, r + i);
            var step = gradient / (VectorRoot.Of(sum) + floor);
            Vector512.Store(Vector512.FusedMultiplyAdd(step, rate, Vector512.Load(theta + i)), theta + i);
        }
    }
}
