using System.Runtime.CompilerServices;

namespace HpoRunner.Training.Numerics;

/// <summary>
/// Panels of W [inputs × outputs] into panels of Wᵀ [outputs × inputs], in blocks of 8 × 8. Rows of a block beyond the inputs become
/// zero padding columns of Wᵀ.
/// </summary>
internal static unsafe class PanelTranspose
{
    private const int Block = BlockTranspose.Size;

    /// <summary>Writes all of <paramref name="target"/>, a vector in the layout (outputs, inputs).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* source, in PanelLayout from, float* target)
    {
        var to = new PanelLayout(from.Outputs, from.Inputs);
        var (inputs, outputs) = (from.Inputs, from.Outputs);
        var columns = to.PaddedOutputs;
        // Down a panel of W: 8 outputs of all inputs fill 8 rows of Wᵀ, panel by panel.
        for (var output = 0; output < outputs; output += Block)
        {
            nint fromWidth = from.PanelWidth(output / PanelLayout.Wide);
            var column = source + from.Index(0, output);
            var height = Math.Min(Block, outputs - output);
            for (var panel = 0; panel < to.PanelCount; panel++)
            {
                nint toWidth = to.PanelWidth(panel);
                var place = target + to.PanelOffset(panel) + output * toWidth;
                var first = panel * PanelLayout.Wide;
                var last = Math.Min(columns, first + PanelLayout.Wide);
                for (var input = first; input < last; input += Block, place += Block)
                {
                    if (height == Block && input + Block <= inputs)
                        BlockTranspose.Run(column + input * fromWidth, fromWidth, place, toWidth);
                    else
                        Partial(column + input * fromWidth, fromWidth, inputs - input, place, toWidth, height);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Partial(float* source, nint sourceStride, int rows, float* target, nint targetStride, int columns)
    {
        for (var column = 0; column < columns; column++)
        for (var row = 0; row < Block; row++)
            target[column * targetStride + row] = row < rows ? source[row * sourceStride + column] : 0;
    }
}
