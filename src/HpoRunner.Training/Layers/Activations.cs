using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Layers;

/// <summary>
/// What flows between two layers: the values of one batch [rows × width] on the way forward, and the gradients of the loss with
/// respect to them on the way back. Layers that work in place share the one of the layer before.
/// </summary>
internal sealed class Activations : IDisposable
{
    private readonly PaddedMatrix? _gradients;

    /// <param name="rows">Rows there must be room for.</param>
    /// <param name="width">Units.</param>
    /// <param name="needsGradients">False for a network's input.</param>
    public Activations(int rows, int width, bool needsGradients)
    {
        Values = new PaddedMatrix(rows, width);
        _gradients = needsGradients ? new PaddedMatrix(rows, width) : null;
    }

    public PaddedMatrix Values { get; }

    public int Width => Values.Columns;

    public bool NeedsGradients => _gradients is not null;

    /// <summary>Padding columns are zero after every layer's backward pass.</summary>
    public PaddedMatrix Gradients => _gradients ?? throw new InvalidOperationException("the input of a network has no gradients");

    public void Dispose()
    {
        Values.Dispose();
        _gradients?.Dispose();
    }
}
