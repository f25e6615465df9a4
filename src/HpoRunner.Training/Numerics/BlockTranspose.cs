using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HpoRunner.Training.Numerics;

/// <summary>Turns a block of 8 × 8 floats; strides in floats. Only moves, no arithmetic.</summary>
internal static unsafe class BlockTranspose
{
    public const int Size = 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(float* source, nint sourceStride, float* target, nint targetStride)
    {
        if (Avx.IsSupported)
            InRegisters(source, sourceStride, target, targetStride);
        else
            ByElement(source, sourceStride, target, targetStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InRegisters(float* source, nint stride, float* target, nint targetStride)
    {
        // Row r beside row r + 4, left halves then right halves: the exchange of halves comes free with the loads.
        var below = source + stride * 4;
        Vector256<float> l0 = Halves(source, below), l1 = Halves(source + stride, below + stride);
        Vector256<float> l2 = Halves(source + stride * 2, below + stride * 2), l3 = Halves(source + stride * 3, below + stride * 3);
        source += 4;
        below += 4;
        Vector256<float> r0 = Halves(source, below), r1 = Halves(source + stride, below + stride);
        Vector256<float> r2 = Halves(source + stride * 2, below + stride * 2), r3 = Halves(source + stride * 3, below + stride * 3);
        FourRows(l0, l1, l2, l3, target, targetStride);
        FourRows(r0, r1, r2, r3, target + targetStride * 4, targetStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Halves(float* upper, float* lower) => Vector256.Create(Vector128.Load(upper), Vector128.Load(lower));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourRows(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, float* target, nint stride)
    {
        const byte LowPairs = 0x44, HighPairs = 0xEE;
        Vector256<float> lowAb = Avx.UnpackLow(a, b), highAb = Avx.UnpackHigh(a, b);
        Vector256<float> lowCd = Avx.UnpackLow(c, d), highCd = Avx.UnpackHigh(c, d);
        Vector256.Store(Avx.Shuffle(lowAb, lowCd, LowPairs), target);
        Vector256.Store(Avx.Shuffle(lowAb, lowCd, HighPairs), target + stride);
        Vector256.Store(Avx.Shuffle(highAb, highCd, LowPairs), target + stride * 2);
        Vector256.Store(Avx.Shuffle(highAb, highCd, HighPairs), target + stride * 3);
    }

    private static void ByElement(float* source, nint stride, float* target, nint targetStride)
    {
        for (var row = 0; row < Size; row++)
        for (var column = 0; column < Size; column++)
            target[column * targetStride + row] = source[row * stride + column];
    }
}
