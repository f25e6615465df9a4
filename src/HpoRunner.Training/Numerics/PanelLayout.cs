namespace HpoRunner.Training.Numerics;

/// <summary>
/// Where the weight of input i and output o lies: in panels of 32 outputs, each panel row-major [inputs × 32], one after the other;
/// the last is 16 wide when 16 or fewer outputs remain. The products read and write panels without packing, and whatever works on
/// the vector as a whole need not know. Outputs beyond the last are padding: their weights and gradients stay zero.
/// </summary>
internal readonly record struct PanelLayout(int Inputs, int Outputs)
{
    public const int Wide = 32;
    public const int Narrow = 16;

    public int PaddedOutputs { get; } = PaddedMatrix.RoundUp(Outputs, Narrow);

    public int Length => checked(Inputs * PaddedOutputs);

    public int PanelCount { get; } = (Outputs + Wide - 1) / Wide;

    public int PanelWidth(int panel) => Math.Min(Wide, PaddedOutputs - panel * Wide);

    /// <summary>Where a panel begins; all before it are wide.</summary>
    public int PanelOffset(int panel) => Inputs * panel * Wide;

    /// <summary>Where the weights of one input begin in a panel.</summary>
    public int RowOffset(int input, int panel) => PanelOffset(panel) + input * PanelWidth(panel);

    public int Index(int input, int output) => RowOffset(input, output / Wide) + output % Wide;

    /// <summary>Row-major [inputs × outputs] into panels; padding becomes zero.</summary>
    public void Pack(ReadOnlySpan<float> rowMajor, Span<float> panels)
    {
        panels[..Length].Clear();
        for (var input = 0; input < Inputs; input++)
        for (var output = 0; output < Outputs; output++)
            panels[Index(input, output)] = rowMajor[input * Outputs + output];
    }

    /// <summary>Panels into row-major [inputs × outputs].</summary>
    public void Unpack(ReadOnlySpan<float> panels, Span<float> rowMajor)
    {
        for (var input = 0; input < Inputs; input++)
        for (var output = 0; output < Outputs; output++)
            rowMajor[input * Outputs + output] = panels[Index(input, output)];
    }
}
