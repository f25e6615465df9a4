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
        nint width = new PanelLayout(layout.Outputs, layout.Inputs).PanelWidth(panel);
        for (var output = 0; output < layout.Outputs; output += BlockTranspose.Columns, target += BlockTranspose.Columns * width)
        {
            nint sourceWidth = layout.PanelWidth(output / PanelLayout.Wide);
            var block = source + layout.Index(first, output);
            for (var input = 0; input < width; input += BlockTranspose.Rows, block += BlockTranspose.Rows * sourceWidth)
            {
                var rows = layout.Inputs - first - input;
                if (rows >= BlockTranspose.Rows)
                    BlockTranspose.Run(block, sourceWidth, target + input, width);
                else
                    Partial(block, sourceWidth, rows, target + input, width);
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
