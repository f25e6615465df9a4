using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Layers;

/// <summary>
/// dX [rows × inputs] = dY · Wᵀ, panel by panel: 32 inputs of W are turned into a panel of Wᵀ and multiplied while it is in the cache; the
/// next takes its place.
/// </summary>
internal sealed unsafe class InputGradient(PanelLayout layout) : IDisposable
{
    private readonly NativeFloats _panel = new(PanelTranspose.RoomFor(layout));

    /// <param name="weights">W, in the layout.</param>
    /// <param name="dy">[rows × outputs].</param>
    /// <param name="rows">Rows that count.</param>
    /// <param name="dx">Is filled, padding columns with zero.</param>
    /// <param name="rectified">The values that dx belongs to, where they are rectified and the gradient before that is wanted.</param>
    public void Store(float* weights, PaddedMatrix dy, int rows, PaddedMatrix dx, PaddedMatrix? rectified = null)
    {
        var transposed = new PanelLayout(layout.Outputs, layout.Inputs);
        for (var panel = 0; panel < transposed.PanelCount; panel++)
        {
            PanelTranspose.Run(weights, layout, panel, _panel.Pointer);
            if (rectified is null)
                MatrixProduct.TimesPanel<Unchanged>(dy, _panel.Pointer, transposed, panel, null, dx, rows);
            else
                MatrixProduct.TimesPanel<WherePositive>(dy, _panel.Pointer, transposed, panel, null, dx, rows, rectified);
        }
    }

    public void Dispose() => _panel.Dispose();
}
