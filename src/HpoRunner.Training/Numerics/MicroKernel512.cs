using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HpoRunner.Training.Numerics;

/// <summary>
/// The inner product of everything, for machines with 32 registers of 16 floats: a tile of 8 rows × 32 (or 16) columns in registers,
/// C[r, c] = start[c] + Σ_k A[r, k] · B[k, c], k = 0 … depth − 1 in order, each step one fused multiply-add. Per k that is 2 loads,
/// 8 broadcasts and 16 multiply-adds. Locals are explicit because spans and arrays in the loop would cost registers and checks.
/// </summary>
internal static unsafe class MicroKernel512
{
    /// <summary>8 rows × 32 columns; stores the first <see cref="TileOperands.Rows"/> of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Wide<TEnd>(in TileOperands tile)
        where TEnd : struct, ITileEnd
    {
        var a = (byte*)tile.A;
        var b = (byte*)tile.B;
        var row = tile.ARowBytes;
        var row3 = row * 3;
        var nextA = tile.AStepBytes;
        var nextB = tile.BStepBytes;
        var ahead = (byte*)tile.Ahead;
        var (nextAhead, gap) = (tile.AheadStep, tile.AheadGap);
        Vector512<float> c00 = default, c01 = default;
        if (tile.Start != null)
        {
            c00 = Vector512.Load(tile.Start);
            c01 = Vector512.Load(tile.Start + 16);
        }
        Vector512<float> c10 = c00, c11 = c01, c20 = c00, c21 = c01, c30 = c00, c31 = c01;
        Vector512<float> c40 = c00, c41 = c01, c50 = c00, c51 = c01, c60 = c00, c61 = c01, c70 = c00, c71 = c01;
        for (var k = tile.Depth; k > 0; k--)
        {
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + gap);
            ahead += nextAhead;
            var b0 = Vector512.Load((float*)b);
            var b1 = Vector512.Load((float*)(b + 64));
            var lower = a + row * 4;
            var x = Vector512.Create(*(float*)a);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
            x = Vector512.Create(*(float*)(a + row));
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
            x = Vector512.Create(*(float*)(a + row * 2));
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
            x = Vector512.Create(*(float*)(a + row3));
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
            x = Vector512.Create(*(float*)lower);
            c40 = Vector512.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector512.FusedMultiplyAdd(x, b1, c41);
            x = Vector512.Create(*(float*)(lower + row));
            c50 = Vector512.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector512.FusedMultiplyAdd(x, b1, c51);
            x = Vector512.Create(*(float*)(lower + row * 2));
            c60 = Vector512.FusedMultiplyAdd(x, b0, c60);
            c61 = Vector512.FusedMultiplyAdd(x, b1, c61);
            x = Vector512.Create(*(float*)(lower + row3));
            c70 = Vector512.FusedMultiplyAdd(x, b0, c70);
            c71 = Vector512.FusedMultiplyAdd(x, b1, c71);
            a += nextA;
            b += nextB;
        }
        var c = tile.C;
        var stride = tile.CStride;
        var rows = tile.Rows;
        var away = tile.ToValues;
        Store<TEnd>(c, c00, c01, away);
        if (rows > 1) Store<TEnd>(c + stride, c10, c11, away);
        if (rows > 2) Store<TEnd>(c + stride * 2, c20, c21, away);
        if (rows > 3) Store<TEnd>(c + stride * 3, c30, c31, away);
        if (rows > 4) Store<TEnd>(c + stride * 4, c40, c41, away);
        if (rows > 5) Store<TEnd>(c + stride * 5, c50, c51, away);
        if (rows > 6) Store<TEnd>(c + stride * 6, c60, c61, away);
        if (rows > 7) Store<TEnd>(c + stride * 7, c70, c71, away);
    }

    /// <summary>
    /// 16 rows × 16 columns, because 8 sums would wait for each other; the same sums in the same order as <see cref="Wide"/> for its
    /// columns.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Narrow<TEnd>(in TileOperands tile)
        where TEnd : struct, ITileEnd
    {
        var a = (byte*)tile.A;
        var b = (byte*)tile.B;
        var row = tile.ARowBytes;
        var (row3, row5, row7) = (row * 3, row * 5, row * 7);
        var lower = a + row * 8;
        var nextA = tile.AStepBytes;
        var nextB = tile.BStepBytes;
        var c0 = tile.Start != null ? Vector512.Load(tile.Start) : default;
        Vector512<float> c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;
        Vector512<float> c8 = c0, c9 = c0, c10 = c0, c11 = c0, c12 = c0, c13 = c0, c14 = c0, c15 = c0;
        for (var k = tile.Depth; k > 0; k--)
        {
            var b0 = Vector512.Load((float*)b);
            c0 = Vector512.FusedMultiplyAdd(Vector512.Create(*(float*)(a)), b0, c0);
            c1 = Vector512.FusedMultiplyAdd(Vector512.Create(*(float*)(a + row)), b0, c1);
            c2 = Vector512.FusedMultiplyAdd(Vector512.Create(*(float*)(a + row * 2)), b0, c2);
            c3 = Vector512.FusedMultiplyAdd(Vector512.Create(*(float*)(a + row3)), b0, c3);
            c4 = Vector512.FusedMultiplyAdd(Vector512.Create(*(float*)(a + row * 4)), b0, c4);
            c5 = Vector512.FusedMultiplyAdd(Vector512.Create(*(float*)(a + row5)), b0, c5);
            c6 = Vector512.FusedMultiplyAdd(Vector512.Create(*(float*)(a + row3 * 2)), b0, c6);
            c7 = Vector512.FusedMultiplyAdd(Vector512.Create(*(float*)(a + row7)), b0, c7);
            c8 = Vector512.FusedMultiplyAdd(Vector512.Create(*(float*)(lower)), b0, c8);
            c9 = Vector512.FusedMultiplyAdd(Vector512.Create(*(float*)(lower + row)), b0, c9);
            c10 = Vector512.FusedMultiplyAdd(Vector512.Create(*(float*)(lower + row * 2)), b0, c10);
            c11 = Vector512.FusedMultiplyAdd(Vector512.Create(*(float*)(lower + row3)), b0, c11);
            c12 = Vector512.FusedMultiplyAdd(Vector512.Create(*(float*)(lower + row * 4)), b0, c12);
            c13 = Vector512.FusedMultiplyAdd(Vector512.Create(*(float*)(lower + row5)), b0, c13);
            c14 = Vector512.FusedMultiplyAdd(Vector512.Create(*(float*)(lower + row3 * 2)), b0, c14);
            c15 = Vector512.FusedMultiplyAdd(Vector512.Create(*(float*)(lower + row7)), b0, c15);
            a += nextA;
            lower += nextA;
            b += nextB;
        }
        var c = tile.C;
        var stride = tile.CStride;
        var rows = tile.Rows;
        var away = tile.ToValues;
        Store<TEnd>(c, c0, away);
        if (rows > 1) Store<TEnd>(c + stride, c1, away);
        if (rows > 2) Store<TEnd>(c + stride * 2, c2, away);
        if (rows > 3) Store<TEnd>(c + stride * 3, c3, away);
        if (rows > 4) Store<TEnd>(c + stride * 4, c4, away);
        if (rows > 5) Store<TEnd>(c + stride * 5, c5, away);
        if (rows > 6) Store<TEnd>(c + stride * 6, c6, away);
        if (rows > 7) Store<TEnd>(c + stride * 7, c7, away);
        if (rows > 8) Store<TEnd>(c + stride * 8, c8, away);
        if (rows > 9) Store<TEnd>(c + stride * 9, c9, away);
        if (rows > 10) Store<TEnd>(c + stride * 10, c10, away);
        if (rows > 11) Store<TEnd>(c + stride * 11, c11, away);
        if (rows > 12) Store<TEnd>(c + stride * 12, c12, away);
        if (rows > 13) Store<TEnd>(c + stride * 13, c13, away);
        if (rows > 14) Store<TEnd>(c + stride * 14, c14, away);
        if (rows > 15) Store<TEnd>(c + stride * 15, c15, away);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TEnd>(float* c, Vector512<float> left, Vector512<float> right, nint away)
        where TEnd : struct, ITileEnd
    {
        Store<TEnd>(c, left, away);
        Store<TEnd>(c + 16, right, away);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TEnd>(float* c, Vector512<float> sums, nint away)
        where TEnd : struct, ITileEnd => Vector512.Store(TEnd.Of(sums, c + away), c);
}
