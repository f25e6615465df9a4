using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Numerics;

/// <summary>
/// The same tile as <see cref="MicroKernel512"/> for machines with 16 registers of 8 floats: 4 rows × 16 columns at a time. Every
/// output element sees the same multiply-adds in the same order, so both kernels give the same bits.
/// </summary>
internal static unsafe class MicroKernel256
{
    private const int RowsAtOnce = 4;
    private const int ColumnsAtOnce = 16;

    /// <summary><see cref="TileOperands.Rows"/> rows × <paramref name="columns"/> (16 or 32).</summary>
    public static void Tile<TEnd>(in TileOperands tile, int columns)
        where TEnd : struct, ITileEnd
    {
        for (var column = 0; column < columns; column += ColumnsAtOnce)
        for (var row = 0; row < tile.Rows; row += RowsAtOnce)
        {
            var part = tile with
            {
                A = (float*)((byte*)tile.A + row * tile.ARowBytes),
                B = tile.B + column,
                C = tile.C + row * tile.CStride + column,
                Start = tile.Start == null ? null : tile.Start + column,
                Rows = tile.Rows - row,
            };
            Quarter<TEnd>(part);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Quarter<TEnd>(in TileOperands tile)
        where TEnd : struct, ITileEnd
    {
        var a = (byte*)tile.A;
        var b = (byte*)tile.B;
        var row = tile.ARowBytes;
        var row3 = row * 3;
        var nextA = tile.AStepBytes;
        var nextB = tile.BStepBytes;
        Vector256<float> c00 = default, c01 = default;
        if (tile.Start != null)
        {
            c00 = Vector256.Load(tile.Start);
            c01 = Vector256.Load(tile.Start + 8);
        }
        Vector256<float> c10 = c00, c11 = c01, c20 = c00, c21 = c01, c30 = c00, c31 = c01;
        for (var k = tile.Depth; k > 0; k--)
        {
            var b0 = Vector256.Load((float*)b);
            var b1 = Vector256.Load((float*)(b + 32));
            var x = Vector256.Create(*(float*)a);
            c00 = Vector256.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(x, b1, c01);
            x = Vector256.Create(*(float*)(a + row));
            c10 = Vector256.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(x, b1, c11);
            x = Vector256.Create(*(float*)(a + row * 2));
            c20 = Vector256.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(x, b1, c21);
            x = Vector256.Create(*(float*)(a + row3));
            c30 = Vector256.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(x, b1, c31);
            a += nextA;
            b += nextB;
        }
        Store<TEnd>(tile.C, c00, c01, tile.ToValues);
        if (tile.Rows > 1) Store<TEnd>(tile.C + tile.CStride, c10, c11, tile.ToValues);
        if (tile.Rows > 2) Store<TEnd>(tile.C + tile.CStride * 2, c20, c21, tile.ToValues);
        if (tile.Rows > 3) Store<TEnd>(tile.C + tile.CStride * 3, c30, c31, tile.ToValues);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TEnd>(float* c, Vector256<float> left, Vector256<float> right, nint away)
        where TEnd : struct, ITileEnd
    {
        Vector256.Store(TEnd.Of(left, c + away), c);
        Vector256.Store(TEnd.Of(right, c + 8 + away), c + 8);
    }
}
