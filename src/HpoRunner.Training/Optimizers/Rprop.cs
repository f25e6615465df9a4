using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// Resilient backpropagation (Riedmiller and Braun 1993), the form iRprop⁻ of Igel and Hüsken 2000: only the signs of gradients count,
/// and each parameter has a step length Δ of its own, α at first:
/// <code>
/// g·g₋ > 0   Δ ← min(1.2 Δ, 50)
/// g·g₋ &lt; 0   Δ ← max(0.5 Δ, 1e-6), g ← 0: no step now, and none of these two cases next time
/// θ ← θ − sign(g) Δ         g₋ ← g
/// </code>
/// Signs mean little in small batches, so it takes the full batch alone. Default α = 0.01, which is the first step's length; schedules
/// change nothing later. PyTorch's Rprop is the same.
/// </summary>
internal sealed unsafe class Rprop(int length) : Optimizer(length, slots: 2)
{
    public const double DefaultLearningRate = 0.01;

    private float? _start;

    protected override void Prepare(double learningRate) => _start = _start is null ? (float)learningRate : 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(float* theta, float* g, nint first, nint end)
    {
        float* last = Slot(0), delta = Slot(1);
        // Lengths are zero before the first update, and at least 1e-6 from then on.
        var start = Vector512.Create(_start ?? 0);
        var signBit = Vector512.Create(-0f);
        for (var i = first; i < end; i += Lanes)
        {
            var gradient = Vector512.Load(g + i);
            var before = Vector512.Load(last + i);
            var bothCount = Vector512.GreaterThan(Vector512.Abs(gradient), default) & Vector512.GreaterThan(Vector512.Abs(before), default);
            var turned = bothCount & Vector512.LessThan((gradient ^ before).AsInt32(), default).AsSingle();
            var size = Vector512.Load(delta + i) + start;
            var grown = Vector512.MinNative(size * Vector512.Create(1.2f), Vector512.Create(50f));
            var shrunk = Vector512.MaxNative(size * Vector512.Create(0.5f), Vector512.Create(1e-6f));
            size = Vector512.ConditionalSelect(bothCount, Vector512.ConditionalSelect(turned, shrunk, grown), size);
            gradient = Vector512.AndNot(gradient, turned);
            Vector512.Store(gradient, last + i);
            Vector512.Store(size, delta + i);
            var step = (size | (gradient & signBit)) & Vector512.GreaterThan(Vector512.Abs(gradient), default);
            // 0 · NaN, so that a diverged network shows.
            Vector512.Store(Vector512.FusedMultiplyAdd(gradient, default, Vector512.Load(theta + i)) - step, theta + i);
        }
    }
}
