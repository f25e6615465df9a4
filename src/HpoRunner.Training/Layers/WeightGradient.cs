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

    /// <summary>Floats of a tile, wide or narrow.</summary>
    private const int TileFloats = MatrixProduct.TileRows * PanelLayout.Wide;

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
        var panels = layout.PanelCount;
        var tile = default(TileOperands);
        tile.ARowBytes = sizeof(float);
        tile.AStepBytes = (nint)(copies ? CopiedColumns : x.Stride) * sizeof(float);
        tile.BStepBytes = (nint)dy.Stride * sizeof(float);
        tile.Depth = rows;
        var ahead = step is null ? Streams.Filled(gradients) : Streams.Moved(step, offset);
        tile.AheadStep = Math.Min(TileOperands.Line, (step is null ? 1 : 2) * TileFloats * sizeof(float) / rows);
        for (var input = 0; input < layout.Inputs; input += length)
        {
            if (copies)
                CopyColumns(x, input, rows, _columns.Pointer);
            var columns = copies ? _columns.Pointer : x.Pointer + input;
            var count = Math.Min(length, layout.Inputs - input);
            for (var panel = 0; panel < panels; panel++)
            {
                var (place, width) = (layout.RowOffset(input, panel), layout.PanelWidth(panel));
                var next = panel + 1 < panels ? layout.RowOffset(input, panel + 1) : layout.RowOffset(input + length, 0);
                // As far into a page as the parameters it will move: otherwise loads of one wait for stores to the other that differ from
                // them in higher bits of the address alone.
                var block = step is null ? gradients + place : _block.Pointer + (offset + place) % NativeFloats.PageFloats;
                tile.B = dy.Pointer + panel * PanelLayout.Wide;
                tile.CStride = width;
                Multiply(ref tile, columns, count, block, ahead, next);
                step?.MoveWeights(offset + place, count * width, block);
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

    /// <summary>One block; on the way, what begins at <paramref name="next"/> of the streams is fetched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Multiply(ref TileOperands tile, float* columns, int count, float* block, in Streams ahead, int next)
    {
        var width = (int)tile.CStride;
        var tileRows = MatrixProduct.RowsOfTile(width);
        var isSecond = false;
        for (var input = 0; input < count; input += tileRows)
        {
            tile.A = columns + input;
            tile.C = block + input * width;
            tile.Rows = Math.Min(tileRows, count - input);
            tile.Ahead = (isSecond ? ahead.Other : ahead.One) + next;
            tile.AheadGap = isSecond ? ahead.OtherGap : ahead.OneGap;
            MatrixProduct.Multiply<Unchanged>(tile, width);
            next += isSecond ? 2 * TileFloats : 0;
            isSecond = !isSecond;
        }
    }

    /// <summary>
    /// What is fetched into the cache while a block is multiplied, at its address for a layer's first weight: every second tile fetches its
    /// share of a pair of streams, the others of another pair.
    /// </summary>
    private struct Streams
    {
        public float* One;
        public nint OneGap;
        public float* Other;
        public nint OtherGap;

        /// <summary>Gradients that are stored: one tile's, and the next one's.</summary>
        public static Streams Filled(float* gradients) => new() { One = gradients, Other = gradients + TileFloats };

        /// <summary>Parameters that are moved, and the optimizer's state.</summary>
        public static Streams Moved(ParameterStep step, int offset) => new()
        {
            One = step.Reads(0, offset),
            OneGap = (nint)((byte*)step.Reads(1, offset) - (byte*)step.Reads(0, offset)),
            Other = step.Reads(2, offset),
            OtherGap = (nint)((byte*)step.Reads(3, offset) - (byte*)step.Reads(2, offset)),
        };
    }
}
