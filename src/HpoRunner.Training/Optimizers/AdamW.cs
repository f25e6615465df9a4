using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// Adam with decoupled weight decay λ (Loshchilov and Hutter 2019, algorithm 2): before Adam's step, which λ does not enter,
/// <code>
/// θ ← θ − αλθ
/// </code>
/// with the α of the schedule. It shrinks all parameters, biases too, as in PyTorch's AdamW (where λ = 0.01 unless given; here 0). The
/// paper's λ is our αλ.
/// </summary>
internal sealed unsafe class AdamW(int length, double beta1, double beta2, double epsilon, bool correct, double weightDecay)
    : Adam(length, beta1, beta2, epsilon, correct)
{
    private float _keep;

    protected override void Prepare(double learningRate)
    {
        _keep = (float)(1 - learningRate * weightDecay);
        base.Prepare(learningRate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(float* theta, float* g, nint first, nint end)
    {
        var keep = Vector512.Create(_keep);
        for (var i = first; weightDecay > 0 && i < end; i += Lanes)
            Vector512.Store(Vector512.Load(theta + i) * keep, theta + i);
        base.Update(theta, g, first, end);
    }
}
