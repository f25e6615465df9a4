using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Numerics;

/// <summary>
/// The product of a batch with a dense layer's weights, cut into tiles for the micro-kernel; the gradient of the input,
/// dX = dY · Wᵀ (<see cref="Layers.InputGradient"/>), is the same with panels of Wᵀ, and that of the weights is
/// <see cref="Layers.WeightGradient"/>. Each output element is one chain of fused multiply-adds in the order of k, whatever the machine.
/// </summary>
internal static unsafe class MatrixProduct
{
    /// <summary>Rows of a tile in a wide panel; a narrow one has half the columns and twice the rows.</summary>
    public const int TileRows = 8;

    /// <summary>Rows that matrices are padded to.</summary>
    public const int MostTileRows = 2 * TileRows;

    /// <summary>
    /// Y [rows × outputs] = bias + X [rows × inputs] · W, W in panels; bias may be null. Also writes padding columns and rows.
    /// </summary>
    public static void TimesPanels(PaddedMatrix x, float* panels, in PanelLayout layout, float* bias, PaddedMatrix y, int rows) =>
        TimesPanels<Unchanged>(x, panels, layout, bias, y, rows);

    /// <summary>The same, with what <typeparamref name="TEnd"/> makes of it.</summary>
    public static void TimesPanels<TEnd>(PaddedMatrix x, float* panels, in PanelLayout layout, float* bias, PaddedMatrix y, int rows)
        where TEnd : struct, ITileEnd
    {
        for (var panel = 0; panel < layout.PanelCount; panel++)
            TimesPanel<TEnd>(x, panels + layout.PanelOffset(panel), layout, panel, bias, y, rows);
    }

    /// <summary>
    /// The columns of Y that one panel of W gives; <paramref name="values"/>, of Y's shape, for an end that looks at them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TimesPanel<TEnd>(
        PaddedMatrix x, float* weights, in PanelLayout layout, int panel, float* bias, PaddedMatrix y, int rows,
        PaddedMatrix? values = null)
        where TEnd : struct, ITileEnd
    {
        var width = layout.PanelWidth(panel);
        var column = panel * PanelLayout.Wide;
        TileOperands tile;
        tile.ARowBytes = (nint)x.Stride * sizeof(float);
        tile.AStepBytes = sizeof(float);
        tile.B = weights;
        tile.BStepBytes = (nint)width * sizeof(float);
        tile.Depth = layout.Inputs;
        tile.CStride = y.Stride;
        tile.Start = bias == null ? null : bias + column;
        tile.Rows = RowsOfTile(width);
        tile.ToValues = values is null ? 0 : (nint)(values.Pointer - y.Pointer);
        // Each tile fetches its share of the panel behind this one, half of it behind the other.
        var share = layout.Inputs * width * sizeof(float) / ((rows + TileRows - 1) / TileRows);
        tile.Ahead = weights + (nint)layout.Inputs * width;
        tile.AheadGap = share / 2;
        tile.AheadStep = tile.AheadGap / layout.Inputs;
        tile.A = x.Pointer;
        tile.C = y.Pointer + column;
        var (xStep, yStep) = ((nint)tile.Rows * x.Stride, (nint)tile.Rows * y.Stride);
        for (var row = 0; row < rows; row += tile.Rows)
        {
            Multiply<TEnd>(tile, width);
            tile.A += xStep;
            tile.C += yStep;
            tile.Ahead += share / sizeof(float);
        }
    }

    /// <summary>db [outputs] = column sums of dY over <paramref name="rows"/> rows, from the first row to the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ColumnSums(PaddedMatrix dy, int rows, float* sums)
    {
        var columns = dy.PaddedColumns;
        nint stride = dy.Stride;
        var column = 0;
        // Two chains of additions at once; one alone waits for each sum.
        for (; column <= columns - 32; column += 32)
        {
            var source = dy.Pointer + column;
            Vector512<float> left = default, right = default;
            for (var row = 0; row < rows; row++, source += stride)
            {
                left += Vector512.Load(source);
                right += Vector512.Load(source + 16);
            }
            Vector512.Store(left, sums + column);
            Vector512.Store(right, sums + column + 16);
        }
        for (; column < columns; column += 16)
        {
            var source = dy.Pointer + column;
            Vector512<float> sum = default;
            for (var row = 0; row < rows; row++, source += stride)
                sum += Vector512.Load(source);
            Vector512.Store(sum, sums + column);
        }
    }

    public static int RowsOfTile(int width) => width == PanelLayout.Wide ? TileRows : MostTileRows;

    /// <summary>One tile of 8 rows × 32 columns or 16 × 16.</summary>
    /// <param name="tile">Its operands.</param>
    /// <param name="width">Its columns.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply<TEnd>(in TileOperands tile, int width)
        where TEnd : struct, ITileEnd
    {
        if (!Vector512.IsHardwareAccelerated)
            MicroKernel256.Tile<TEnd>(tile, width);
        else if (width == PanelLayout.Wide)
            MicroKernel512.Wide<TEnd>(tile);
        else
            MicroKernel512.Narrow<TEnd>(tile);
    }
}
