using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// θ ← θ − αg (Robbins and Monro 1951 for gradients of batches, Cauchy 1847 for the whole). Default α = 0.01.
/// </summary>
internal sealed unsafe class GradientDescent(int length) : Optimizer(length, slots: 0)
{
    public const double DefaultLearningRate = 0.01;

    private float _rate;

    protected override void Prepare(double learningRate) => _rate = (float)-learningRate;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(float* theta, float* g, nint first, nint end)
    {
        var rate = Vector512.Create(_rate);
        for (var i = first; i < end; i += Lanes)
            Vector512.Store(Vector512.FusedMultiplyAdd(Vector512.Load(g + i), rate, Vector512.Load(theta + i)), theta + i);
    }
}
