namespace HpoRunner.Training.Layers;

/// <summary>
/// One step of a network. It is built onto the activations it reads and owns, or shares, those it writes; so forward and backward
/// passes need only the number of rows, and allocate nothing. Layers with parameters look at them in the network's one vector.
/// </summary>
internal abstract class Layer(Activations input, Activations output) : IDisposable
{
    public Activations Input { get; } = input;

    /// <summary>The same object as <see cref="Input"/> when the layer works in place.</summary>
    public Activations Output { get; } = output;

    /// <summary>Fills Output.Values from Input.Values; <paramref name="training"/> is false when the network predicts.</summary>
    public abstract void Forward(int rows, bool training);

    /// <summary>
    /// After <see cref="Forward"/> in training: fills Input.Gradients, where the input has any, from Output.Gradients, and the
    /// gradients of the layer's own parameters; with a <paramref name="step"/> it moves them instead. Keeps padding columns zero.
    /// </summary>
    public abstract void Backward(int rows, ParameterStep? step = null);

    /// <summary>Starts a layer's random draws anew; nothing for layers without any.</summary>
    public virtual void Reseed(ulong seed)
    {
    }

    public virtual void Dispose()
    {
        if (!ReferenceEquals(Input, Output))
            Output.Dispose();
    }
}
