using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Layers;

/// <summary>
/// x · σ(x), σ the sigmoid (sigmoid linear unit; Elfwing, Uchibe and Doya 2018; also called swish). Derivative
/// σ(x) · (1 + x(1 − σ(x))).
/// </summary>
internal readonly struct Silu : IPointwiseWithSlope
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x, out Vector512<float> slope)
    {
        var share = VectorMath.Sigmoid(x);
        var value = x * share;
        slope = Vector512.FusedMultiplyAdd(value, Vector512<float>.One - share, share);
        return value;
    }
}
