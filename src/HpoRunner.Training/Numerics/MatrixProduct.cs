using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Numerics;

/// <summary>
/// The two matrix products of a dense layer, cut into tiles for the micro-kernel. The third, the gradient of the input
/// dX = dY · Wᵀ, is <see cref="TimesPanels"/> with the panels of Wᵀ that <see cref="PanelTranspose"/> makes.
/// Each output element is one chain of fused multiply-adds in the order of k, whatever the machine.
/// </summary>
internal static unsafe class MatrixProduct
{
    public const int TileRows = 8;

    /// <summary>Neighbouring columns of X that the weight gradient copies side by side: a cache line.</summary>
    public const int ColumnsAtOnce = 16;

    /// <summary>Bytes of 64 pages of 4 KiB, whose addresses a core keeps in its first table (Zen 4: 72, Golden Cove: 96).</summary>
    private const int PagesAtHand = 64 * 4096;

    /// <summary>
    /// Y [rows × outputs] = bias + X [rows × inputs] · W, W in panels; bias may be null. Also writes padding columns and rows.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TimesPanels(PaddedMatrix x, float* panels, in PanelLayout layout, float* bias, PaddedMatrix y, int rows)
    {
        TileOperands tile;
        tile.ARowBytes = (nint)x.Stride * sizeof(float);
        tile.AStepBytes = sizeof(float);
        tile.Depth = layout.Inputs;
        tile.CStride = y.Stride;
        tile.Rows = TileRows;
        for (var panel = 0; panel < layout.PanelCount; panel++)
        {
            var width = layout.PanelWidth(panel);
            tile.B = panels + layout.PanelOffset(panel);
            tile.BStepBytes = (nint)width * sizeof(float);
            tile.Start = bias == null ? null : bias + panel * PanelLayout.Wide;
            for (var row = 0; row < rows; row += TileRows)
            {
                tile.A = x.RowPointer(row);
                tile.C = y.RowPointer(row) + panel * PanelLayout.Wide;
                Multiply(tile, width);
            }
        }
    }

    /// <summary>
    /// dW [inputs × outputs] in panels = Xᵀ · dY, summed over <paramref name="rows"/> rows. X is read 8 neighbouring columns at a time,
    /// so nothing is transposed.
    /// </summary>
    /// <param name="columns">Working memory: room for <see cref="ColumnsAtOnce"/> floats of every row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WeightGradient(PaddedMatrix x, PaddedMatrix dy, int rows, float* panels, in PanelLayout layout, float* columns)
    {
        if ((x.LengthOf(rows) + dy.LengthOf(rows)) * sizeof(float) > PagesAtHand)
        {
            WeightGradientByColumns(x, dy, rows, panels, layout, columns);
            return;
        }
        for (var panel = 0; panel < layout.PanelCount; panel++)
            GradientTiles(x.Pointer, x.Stride, dy, rows, panels, layout, panel, 0, layout.Inputs);
    }

    /// <summary>
    /// The same for large X and dY. A column of X touches a page of memory every row or two, and dY as many: more than the processor
    /// has addresses at hand, so every load would wait for one. 16 columns of X are copied side by side and multiplied with all of dY
    /// before the next: 95 % of the peak instead of 80 % at 128 rows × 784 inputs × 512 outputs.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WeightGradientByColumns(
        PaddedMatrix x, PaddedMatrix dy, int rows, float* panels, in PanelLayout layout, float* columns)
    {
        for (var input = 0; input < layout.Inputs; input += ColumnsAtOnce)
        {
            var source = x.Pointer + input;
            var target = columns;
            for (var row = 0; row < rows; row++, source += x.Stride, target += ColumnsAtOnce)
            {
                Vector256.Store(Vector256.Load(source), target);
                Vector256.Store(Vector256.Load(source + 8), target + 8);
            }
            var end = Math.Min(input + ColumnsAtOnce, layout.Inputs);
            for (var panel = 0; panel < layout.PanelCount; panel++)
                GradientTiles(columns, ColumnsAtOnce, dy, rows, panels, layout, panel, input, end);
        }
    }

    /// <summary>Tiles of one panel for the inputs from first to end; x points to the column of the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void GradientTiles(
        float* x, nint stride, PaddedMatrix dy, int rows, float* panels, in PanelLayout layout, int panel, int first, int end)
    {
        var width = layout.PanelWidth(panel);
        TileOperands tile;
        tile.ARowBytes = sizeof(float);
        tile.AStepBytes = stride * sizeof(float);
        tile.B = dy.Pointer + panel * PanelLayout.Wide;
        tile.BStepBytes = (nint)dy.Stride * sizeof(float);
        tile.Depth = rows;
        tile.Start = null;
        tile.CStride = width;
        var start = panels + layout.PanelOffset(panel);
        for (var input = first; input < end; input += TileRows)
        {
            tile.A = x + (input - first);
            tile.C = start + (nint)input * width;
            tile.Rows = Math.Min(TileRows, end - input);
            Multiply(tile, width);
        }
    }

    /// <summary>db [outputs] = column sums of dY over <paramref name="rows"/> rows, from the first row to the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ColumnSums(PaddedMatrix dy, int rows, float* sums)
    {
        var columns = dy.PaddedColumns;
        nint stride = dy.Stride;
        var column = 0;
        // Four chains of additions at once; one alone waits for each sum.
        for (; column <= columns - 32; column += 32)
        {
            var source = dy.Pointer + column;
            Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default;
            for (var row = 0; row < rows; row++, source += stride)
            {
                s0 += Vector256.Load(source);
                s1 += Vector256.Load(source + 8);
                s2 += Vector256.Load(source + 16);
                s3 += Vector256.Load(source + 24);
            }
            Vector256.Store(s0, sums + column);
            Vector256.Store(s1, sums + column + 8);
            Vector256.Store(s2, sums + column + 16);
            Vector256.Store(s3, sums + column + 24);
        }
        for (; column < columns; column += 8)
        {
            var source = dy.Pointer + column;
            Vector256<float> sum = default;
            for (var row = 0; row < rows; row++, source += stride)
                sum += Vector256.Load(source);
            Vector256.Store(sum, sums + column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply(in TileOperands tile, int width)
    {
        if (!Vector512.IsHardwareAccelerated)
            MicroKernel256.Tile(tile, width);
        else if (width == PanelLayout.Wide)
            MicroKernel512.Wide(tile);
        else
            MicroKernel512.Narrow(tile);
    }
}
