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
internal sealed class AdamW(int length, double beta1, double beta2, double epsilon, bool correct, double weightDecay)
    : Adam(length, beta1, beta2, epsilon, correct)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(ref float theta, ref float g, double learningRate)
    {
        var keep = Vector256.Create((float)(1 - learningRate * weightDecay));
        var length = (nuint)Length;
        for (nuint i = 0; weightDecay > 0 && i < length; i += 8)
            (Vector256.LoadUnsafe(ref theta, i) * keep).StoreUnsafe(ref theta, i);
        base.Update(ref theta, ref g, learningRate);
    }
}
