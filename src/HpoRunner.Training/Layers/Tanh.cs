using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Layers;

/// <summary>y = tanh x; dx = dy · (1 − y²).</summary>
internal readonly struct Tanh : IPointwise
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x) => VectorMath.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Back(Vector512<float> y, Vector512<float> dy) =>
        dy * (Vector512<float>.One - y * y);
}
