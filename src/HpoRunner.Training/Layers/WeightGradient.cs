using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Layers;

/// <summary>
/// dW [inputs × outputs] = Xᵀ · dY, summed over the rows of a batch, block by block; a block is a run of inputs of one panel, so it is
/// contiguous among the parameters and may be applied to them as soon as it is known. Then the gradient never leaves the first-level
/// cache, and the parameters and the optimizer's state of the next block come from memory while this one is multiplied.
/// <para>
/// X is read 8 neighbouring columns at a time, so nothing is transposed. Where X and dY are large, a column of X touches a page of memory
/// every row or two, and dY as many: more than the processor has addresses at hand, so every load would wait for one. There 16 columns of
/// X are copied side by side and multiplied with all of dY before the next: 95 % of the peak instead of 80 % at 128 rows × 784 inputs ×
/// 512 outputs.
/// </para>
/// </summary>
internal sealed unsafe class WeightGradient(PanelLayout layout, int rowCapacity) : IDisposable
{
    /// <summary>Columns of X copied side by side: a cache line.</summary>
    private const int CopiedColumns = 16;

    /// <summary>Inputs of a block where nothing is copied.</summary>
    private const int BlockInputs = 32;

    /// <summary>Bytes of 64 pages of 4 KiB, whose addresses a core keeps in its first table (Zen 4: 72, Golden Cove: 96).</summary>
    private const int PagesAtHand = 64 * 4096;

    private readonly NativeFloats _columns = new(checked(rowCapacity * CopiedColumns));
    private readonly NativeFloats _block = new(BlockInputs * PanelLayout.Wide + NativeFloats.PageFloats);

    /// <summary>Fills <paramref name="gradients"/>, a vector in the layout.</summary>
    public void Store(PaddedMatrix x, PaddedMatrix dy, int rows, float* gradients) => Run(x, dy, rows, gradients, null, 0);

    /// <summary>Moves the weights that begin at <paramref name="offset"/> of the parameters; nobody sees the gradient.</summary>
    public void Apply(PaddedMatrix x, PaddedMatrix dy, int rows, ParameterStep step, int offset) => Run(x, dy, rows, null, step, offset);

    public void Dispose()
    {
        _columns.Dispose();
        _block.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run(PaddedMatrix x, PaddedMatrix dy, int rows, float* gradients, ParameterStep? step, int offset)
    {
        var copies = (x.LengthOf(rows) + dy.LengthOf(rows)) * sizeof(float) > PagesAtHand;
        var length = copies ? CopiedColumns : BlockInputs;
        for (var input = 0; input < layout.Inputs; input += length)
        {
            var (columns, stride) = copies ? (_columns, CopiedColumns) : (null, x.Stride);
            if (copies)
                CopyColumns(x, input, rows, _columns.Pointer);
            var a = columns is null ? x.Pointer + input : columns.Pointer;
            var count = Math.Min(length, layout.Inputs - input);
            for (var panel = 0; panel < layout.PanelCount; panel++)
            {
                var place = layout.RowOffset(input, panel);
                var next = panel + 1 < layout.PanelCount ? layout.RowOffset(input, panel + 1) : layout.RowOffset(input + length, 0);
                // As far into a page as the parameters it will move: otherwise loads of one wait for stores to the other that differ from
                // them in higher bits of the address alone.
                var block = step is null ? gradients + place : _block.Pointer + (offset + place) % NativeFloats.PageFloats;
                Multiply(a, stride, count, dy, rows, panel, block, step, step is null ? gradients + next : null, offset + next);
                step?.MoveWeights(offset + place, count * layout.PanelWidth(panel), block);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyColumns(PaddedMatrix x, int first, int rows, float* columns)
    {
        var source = x.Pointer + first;
        for (var row = 0; row < rows; row++, source += x.Stride, columns += CopiedColumns)
            Vector512.Store(Vector512.Load(source), columns);
    }

    /// <summary>
    /// One block; on the way, what <paramref name="step"/> will read at <paramref name="next"/> is fetched, two vectors a tile, or, without
    /// one, what the next block will fill.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Multiply(
        float* columns, nint stride, int count, PaddedMatrix dy, int rows, int panel, float* block, ParameterStep? step,
        float* toFill, int next)
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
        var tileRows = MatrixProduct.RowsOfTile(width);
        // Every second tile fetches its share of two streams, the others that of two more.
        var share = count * width / Math.Max(1, count / (2 * tileRows));
        var ofTile = tileRows * width;
        tile.AheadStep = Math.Min(TileOperands.Line, (step is null ? ofTile : share) * sizeof(float) / rows);
        for (var input = 0; input < count; input += tileRows)
        {
            tile.A = columns + input;
            tile.C = block + input * width;
            tile.Rows = Math.Min(tileRows, count - input);
            if (step is null)
            {
                tile.Ahead = toFill + input * width;
                tile.AheadGap = 0;
            }
            else
            {
                var (pair, odd) = Math.DivRem(input / tileRows, 2);
                tile.Ahead = step.Reads(2 * odd, next + pair * share);
                tile.AheadGap = (nint)((byte*)step.Reads(2 * odd + 1, next + pair * share) - (byte*)tile.Ahead);
            }
            MatrixProduct.Multiply(tile, width);
        }
    }
}
