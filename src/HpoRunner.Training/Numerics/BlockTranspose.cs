using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HpoRunner.Training.Numerics;

/// <summary>Turns a block of 16 rows × 4 columns into 4 × 16; strides in floats. Only moves, no arithmetic.</summary>
internal static unsafe class BlockTranspose
{
    public const int Rows = 16;
    public const int Columns = 4;

    private const byte LowPairs = 0x44;
    private const byte HighPairs = 0xEE;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(float* source, nint stride, float* target, nint targetStride)
    {
        if (Avx512F.IsSupported)
        {
            Sixteen(source, stride, target, targetStride);
        }
        else if (Avx.IsSupported)
        {
            Eight(source, stride, target, targetStride);
            Eight(source + stride * 8, stride, target + 8, targetStride);
        }
        else
        {
            ByElement(source, stride, target, targetStride);
        }
    }

    // Rows r, r + 4, r + 8, … side by side come free with the loads; what is left happens within four lanes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sixteen(float* source, nint stride, float* target, nint targetStride)
    {
        Vector512<float> a = EveryFourth(source, stride), b = EveryFourth(source + stride, stride);
        Vector512<float> c = EveryFourth(source + stride * 2, stride), d = EveryFourth(source + stride * 3, stride);
        Vector512<float> lowAb = Avx512F.UnpackLow(a, b), highAb = Avx512F.UnpackHigh(a, b);
        Vector512<float> lowCd = Avx512F.UnpackLow(c, d), highCd = Avx512F.UnpackHigh(c, d);
        Vector512.Store(Avx512F.Shuffle(lowAb, lowCd, LowPairs), target);
        Vector512.Store(Avx512F.Shuffle(lowAb, lowCd, HighPairs), target + targetStride);
        Vector512.Store(Avx512F.Shuffle(highAb, highCd, LowPairs), target + targetStride * 2);
        Vector512.Store(Avx512F.Shuffle(highAb, highCd, HighPairs), target + targetStride * 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> EveryFourth(float* row, nint stride)
    {
        var first = Vector128.Load(row).ToVector256Unsafe().ToVector512Unsafe();
        var two = Avx512F.InsertVector128(first, Vector128.Load(row + stride * 4), 1);
        var three = Avx512F.InsertVector128(two, Vector128.Load(row + stride * 8), 2);
        return Avx512F.InsertVector128(three, Vector128.Load(row + stride * 12), 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eight(float* source, nint stride, float* target, nint targetStride)
    {
        var below = source + stride * 4;
        Vector256<float> a = Pair(source, below), b = Pair(source + stride, below + stride);
        Vector256<float> c = Pair(source + stride * 2, below + stride * 2), d = Pair(source + stride * 3, below + stride * 3);
        Vector256<float> lowAb = Avx.UnpackLow(a, b), highAb = Avx.UnpackHigh(a, b);
        Vector256<float> lowCd = Avx.UnpackLow(c, d), highCd = Avx.UnpackHigh(c, d);
        Vector256.Store(Avx.Shuffle(lowAb, lowCd, LowPairs), target);
        Vector256.Store(Avx.Shuffle(lowAb, lowCd, HighPairs), target + targetStride);
        Vector256.Store(Avx.Shuffle(highAb, highCd, LowPairs), target + targetStride * 2);
        Vector256.Store(Avx.Shuffle(highAb, highCd, HighPairs), target + targetStride * 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Pair(float* upper, float* lower) => Vector256.Create(Vector128.Load(upper), Vector128.Load(lower));

    private static void ByElement(float* source, nint stride, float* target, nint targetStride)
    {
        for (var row = 0; row < Rows; row++)
        for (var column = 0; column < Columns; column++)
            target[column * targetStride + row] = source[row * stride + column];
    }
}
