using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Layers;

/// <summary>
/// max(0, x). The derivative is 1 where the value is positive, else 0, at zero too (as in PyTorch and scikit-learn).
/// NaN stays NaN, so that a diverged network shows.
/// </summary>
internal readonly struct Relu : IPointwise
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x) => Vector512.MaxNative(default, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Back(Vector512<float> y, Vector512<float> dy) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(y, default), dy, default);
}
