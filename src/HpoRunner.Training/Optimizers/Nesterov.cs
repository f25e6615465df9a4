using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// Nesterov's momentum (Nesterov 1983; Sutskever et al. 2013): the gradient is taken where the last step leads, at the look-ahead point
/// <code>
/// v ← μv − α g(θ + μv)      θ ← θ + v
/// </code>
/// It is rearranged so that the parameters kept are the look-ahead point θ' = θ + μv itself (Bengio et al. 2013, equation 7), where
/// every gradient is taken and which is also what prediction uses:
/// <code>
/// classical   v ← μv − αg           θ' ← θ' + μ₊v − αg
/// averaged    v ← μv + (1 − μ)g     θ' ← θ' − α(μ₊v + (1 − μ)g)
/// </code>
/// with μ₊ the coefficient of the next update where it rises. Default α = 0.01, μ = 0.9. PyTorch's SGD(nesterov=True) and Keras have
/// the classical form; PyTorch's v is −v/α, which differs while a schedule changes α. scikit-learn keeps θ' too.
/// </summary>
internal sealed unsafe class Nesterov(int length, MomentumCoefficient coefficient, bool averaged) : Optimizer(length, slots: 1)
{
    public const double DefaultLearningRate = 0.01;

    private long _updates;
    private float _keep;
    private float _keepNext;
    private float _take;
    private float _move;

    protected override void Prepare(double learningRate)
    {
        var mu = coefficient.At(_updates++);
        _keep = (float)mu;
        _keepNext = (float)coefficient.At(_updates);
        _take = (float)(averaged ? 1 - mu : -learningRate);
        _move = (float)(averaged ? -learningRate : 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(float* theta, float* g, nint first, nint end)
    {
        var v = Slot(0);
        var (keep, keepNext) = (Vector512.Create(_keep), Vector512.Create(_keepNext));
        var (take, move) = (Vector512.Create(_take), Vector512.Create(_move));
        for (var i = first; i < end; i += Lanes)
        {
            var push = Vector512.Load(g + i) * take;
            var velocity = Vector512.FusedMultiplyAdd(Vector512.Load(v + i), keep, push);
            Vector512.Store(velocity, v + i);
            var step = Vector512.FusedMultiplyAdd(velocity, keepNext, push);
            Vector512.Store(Vector512.FusedMultiplyAdd(step, move, Vector512.Load(theta + i)), theta + i);
        }
    }
}
