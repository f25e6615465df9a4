using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Layers;

/// <summary>y = 1/(1 + e⁻ˣ); dx = dy · y(1 − y).</summary>
internal readonly struct Sigmoid : IPointwise
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x) => VectorMath.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Back(Vector512<float> y, Vector512<float> dy) =>
        dy * (y * (Vector512<float>.One - y));
}
