using System.Runtime.CompilerServices;

namespace HpoRunner.Training.Numerics;

/// <summary>
/// A panel of Wᵀ [outputs × inputs], which is a strip of 32 inputs of W [inputs × outputs] turned round in blocks of 16 × 4.
/// </summary>
internal static unsafe class PanelTranspose
{
    /// <summary>Floats of a panel, rows up to a whole block included.</summary>
    public static int RoomFor(in PanelLayout layout) =>
        checked(PaddedMatrix.RoundUp(layout.Outputs, BlockTranspose.Columns) * PanelLayout.Wide);

    /// <summary>
    /// From W in the given layout to one panel of the layout (outputs, inputs); columns beyond the inputs become zero, rows beyond the
    /// outputs, up to a whole block, hold W's padding.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* source, in PanelLayout layout, int panel, float* target)
    {
        var first = panel * PanelLayout.Wide;
        var rows = layout.Inputs - first;
        nint width = new PanelLayout(layout.Outputs, layout.Inputs).PanelWidth(panel);
        for (var from = 0; from < layout.PanelCount; from++, target += PanelLayout.Wide * width)
        {
            nint sourceWidth = layout.PanelWidth(from);
            var columns = Math.Min((int)sourceWidth, layout.Outputs - from * PanelLayout.Wide);
            for (nint row = 0; row < width; row += BlockTranspose.Rows)
            {
                var (block, place) = ((nint)(source + layout.RowOffset(first, from) + row * sourceWidth), (nint)(target + row));
                for (nint column = 0; column < columns; column += BlockTranspose.Columns)
                {
                    if (rows - row >= BlockTranspose.Rows)
                        BlockTranspose.Run((float*)block + column, sourceWidth, (float*)place + column * width, width);
                    else
                        Partial((float*)block + column, sourceWidth, (int)(rows - row), (float*)place + column * width, width);
                }
            }
        }
    }

    /// <summary>A block of which W has only so many rows, or none.</summary>
    private static void Partial(float* source, nint sourceStride, int rows, float* target, nint targetStride)
    {
        for (var column = 0; column < BlockTranspose.Columns; column++)
        for (var row = 0; row < BlockTranspose.Rows; row++)
            target[column * targetStride + row] = row < rows ? source[row * sourceStride + column] : 0;
    }
}
