using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// RMSProp whose steps go on as in <see cref="Momentum"/> or, with <c>nesterov</c>, as in <see cref="Nesterov"/> (Goodfellow et al.
/// 2016, algorithm 8.6, rearranged so that the parameters kept are the look-ahead point), r = v = 0 at first:
/// <code>
/// r ← ρr + (1 − ρ)g²        u = αg/√(r + ε)        v ← μv − u
/// rmsprop_momentum   θ ← θ + v          rmsprop_nesterov   θ' ← θ' + μ₊v − u
/// </code>
/// Defaults α = 0.001, ρ = 0.9, μ = 0.9, ε = 1e-6 inside the root. Keras's RMSprop(momentum=μ) is rmsprop_momentum; PyTorch's keeps v
/// without the rate and puts ε beside the root. Neither has a Nesterov form.
/// </summary>
internal sealed unsafe class RmsPropMomentum(int length, double rho, double epsilon, MomentumCoefficient coefficient, bool nesterov)
    : Optimizer(length, slots: 2)
{
    private long _updates;
    private float _rate;
    private float _friction;
    private float _ahead;

    protected override void Prepare(double learningRate)
    {
        _rate = (float)-learningRate;
        _friction = (float)coefficient.At(_updates++);
        // θ + v is θ + 1·v + 0·u.
        _ahead = nesterov ? (float)coefficient.At(_updates) : 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(float* theta, float* g, nint first, nint end)
    {
        float* r = Slot(0), v = Slot(1);
        var (rate, floor) = (Vector512.Create(_rate), Vector512.Create(FloorOf(epsilon)));
        var (keep, take) = (Vector512.Create((float)rho), Vector512.Create((float)(1 - rho)));
        var (friction, ahead, again) = (Vector512.Create(_friction), Vector512.Create(_ahead), Vector512.Create(nesterov ? 1f : 0));
        for (var i = first; i < end; i += Lanes)
        {
            var gradient = Vector512.Load(g + i);
            var mean = Vector512.FusedMultiplyAdd(gradient * gradient, take, Vector512.Load(r + i) * keep);
            Vector512.Store(mean, r + i);
            var push = rate * gradient * VectorRoot.InverseOf(mean + floor);
            var velocity = Vector512.FusedMultiplyAdd(Vector512.Load(v + i), friction, push);
            Vector512.Store(velocity, v + i);
            var step = Vector512.FusedMultiplyAdd(velocity, ahead, again * push);
            Vector512.Store(Vector512.Load(theta + i) + step, theta + i);
        }
    }
}
