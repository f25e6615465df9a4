using System.Runtime.CompilerServices;

namespace HpoRunner.Training.Numerics;

/// <summary>
/// A panel of Wᵀ [outputs × inputs], which is a strip of 32 inputs of W [inputs × outputs] turned round in blocks of 8 × 8.
/// </summary>
internal static unsafe class PanelTranspose
{
    private const int Block = BlockTranspose.Size;

    /// <summary>Floats of a panel, rows up to a whole block included.</summary>
    public static int RoomFor(in PanelLayout layout) => checked(PaddedMatrix.RoundUp(layout.Outputs, Block) * PanelLayout.Wide);

    /// <summary>
    /// From W in the given layout to one panel of the layout (outputs, inputs); columns beyond the inputs become zero, rows beyond the
    /// outputs, up to a whole block, hold W's padding.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* source, in PanelLayout layout, int panel, float* target)
    {
        var first = panel * PanelLayout.Wide;
        var left = layout.Inputs - first;
        nint width = new PanelLayout(layout.Outputs, layout.Inputs).PanelWidth(panel);
        for (var output = 0; output < layout.Outputs; output += Block, target += Block * width)
        {
            nint sourceWidth = layout.PanelWidth(output / PanelLayout.Wide);
            var column = source + layout.Index(first, output);
            for (var input = 0; input < width; input += Block, column += Block * sourceWidth)
            {
                if (input + Block <= left)
                    BlockTranspose.Run(column, sourceWidth, target + input, width);
                else
                    Partial(column, sourceWidth, left - input, target + input, width);
            }
        }
    }

    /// <summary>A block of which W has only so many rows, or none.</summary>
    private static void Partial(float* source, nint sourceStride, int rows, float* target, nint targetStride)
    {
        for (var column = 0; column < Block; column++)
        for (var row = 0; row < Block; row++)
            target[column * targetStride + row] = row < rows ? source[row * sourceStride + column] : 0;
    }
}
