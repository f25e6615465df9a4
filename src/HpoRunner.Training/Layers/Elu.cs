using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Layers;

/// <summary>
/// x where x &gt; 0, else eˣ − 1 (exponential linear unit; Clevert, Unterthiner and Hochreiter 2016, α = 1 as in PyTorch). The
/// derivative is 1, or y + 1 = eˣ.
/// </summary>
internal readonly struct Elu : IPointwise
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x)
    {
        var positive = Vector512.GreaterThan(x, default);
        var below = VectorMath.ExpOfNegative(Vector512.AndNot(x, positive)) - Vector512<float>.One;
        return Vector512.ConditionalSelect(positive, x, below);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Back(Vector512<float> y, Vector512<float> dy) =>
        dy * Vector512.ConditionalSelect(Vector512.GreaterThan(y, default), Vector512<float>.One, y + Vector512<float>.One);
}
