using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Numerics;

/// <summary>
/// What becomes of a tile's sums on their way from registers to memory. A rectifier by itself reads and writes everything once more, both
/// ways; here it costs an operation for 16 values (<see cref="Layers.Relu"/> has the same results).
/// </summary>
internal unsafe interface ITileEnd
{
    /// <param name="sums">Next to each other in a row.</param>
    /// <param name="values">Where <see cref="TileOperands.ToValues"/> leads from the place of the first.</param>
    static abstract Vector512<float> Of(Vector512<float> sums, float* values);

    static abstract Vector256<float> Of(Vector256<float> sums, float* values);
}

/// <summary>The sums themselves.</summary>
internal readonly unsafe struct Unchanged : ITileEnd
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> sums, float* values) => sums;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> sums, float* values) => sums;
}

/// <summary>max(0, sum), NaN for NaN.</summary>
internal readonly unsafe struct Rectified : ITileEnd
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> sums, float* values) => Vector512.MaxNative(default, sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> sums, float* values) => Vector256.MaxNative(default, sums);
}

/// <summary>The sum where the value is positive, else 0: a rectifier's way back.</summary>
internal readonly unsafe struct WherePositive : ITileEnd
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> sums, float* values) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(Vector512.Load(values), default), sums, default);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> sums, float* values) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(Vector256.Load(values), default), sums, default);
}
