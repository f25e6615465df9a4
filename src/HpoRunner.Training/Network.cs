using System.Runtime.InteropServices;
using HpoRunner.Training.Initializers;
using HpoRunner.Training.Layers;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training;

/// <summary>
/// Dense layers with an activation, and dropout, after each but the last: X → (Dense → activation → dropout)* → Dense → outputs.
/// All buffers are made here, for batches up to <see cref="RowCapacity"/> rows; passes allocate nothing.
/// </summary>
internal sealed class Network : IDisposable
{
    private readonly List<Layer> _layers = [];
    private readonly List<Dense> _dense = [];
    private readonly Activations _input;

    public Network(TrainerSettings settings, int inputs, int outputs, int rowCapacity, ulong seed)
    {
        var widths = (int[])[inputs, .. settings.Hidden, outputs];
        var length = 0;
        for (var i = 1; i < widths.Length; i++)
            length = checked(length + Dense.BlockLength(widths[i - 1], widths[i]));
        Parameters = new ParameterVectors(length);
        _input = new Activations(rowCapacity, inputs, needsGradients: false);
        RowCapacity = rowCapacity;
        var offset = 0;
        var current = _input;
        for (var i = 1; i < widths.Length; i++)
        {
            var dense = new Dense(current, new Activations(rowCapacity, widths[i], needsGradients: true), Parameters, offset);
            offset += Dense.BlockLength(widths[i - 1], widths[i]);
            _dense.Add(dense);
            current = Append(dense);
            if (i == widths.Length - 1)
                break;
            current = Append(ActivationFactory.Create(settings.Activation, current));
            if (settings.Dropout > 0)
                current = Append(new Dropout(current, settings.Dropout, DropoutSeed(seed, _layers.Count)));
        }
        Output = current;
    }

    public int RowCapacity { get; }

    public ParameterVectors Parameters { get; }

    public PaddedMatrix Input => _input.Values;

    public Activations Output { get; }

    public ReadOnlySpan<Dense> DenseLayers => CollectionsMarshal.AsSpan(_dense);

    /// <summary>Weights and biases, without padding.</summary>
    public long ParameterCount => _dense.Sum(layer => (layer.Layout.Inputs + 1L) * layer.Layout.Outputs);

    /// <summary>Draws the weights of every layer from a stream of its own; biases become zero.</summary>
    public void Initialize(Initializer initializer, ulong seed)
    {
        Parameters.Values.Clear();
        for (var i = 0; i < _dense.Count; i++)
        {
            var layout = _dense[i].Layout;
            var rowMajor = new float[checked(layout.Inputs * layout.Outputs)];
            initializer.Fill(rowMajor, layout.Inputs, layout.Outputs, RandomStream.Derive(seed, "weights", i));
            layout.Pack(rowMajor, Parameters.Values.Slice(_dense[i].Weights.Offset, layout.Length));
        }
    }

    /// <summary>From the first <paramref name="rows"/> rows of <see cref="Input"/> to <see cref="Output"/>.</summary>
    public void Forward(int rows, bool training)
    {
        foreach (var layer in _layers)
            layer.Forward(rows, training);
    }

    /// <summary>From the gradients of the output to those of all parameters.</summary>
    public void Backward(int rows)
    {
        for (var i = _layers.Count - 1; i >= 0; i--)
            _layers[i].Backward(rows);
    }

    /// <summary>Starts the random draws of all layers anew: the next forward pass in training repeats the first one.</summary>
    public void Reseed(ulong seed)
    {
        for (var i = 0; i < _layers.Count; i++)
            _layers[i].Reseed(DropoutSeed(seed, i));
    }

    public void Dispose()
    {
        foreach (var layer in _layers)
            layer.Dispose();
        _input.Dispose();
        Parameters.Dispose();
    }

    private static ulong DropoutSeed(ulong seed, int layerIndex) => RandomStream.DeriveSeed(seed, "dropout", layerIndex);

    private Activations Append(Layer layer)
    {
        _layers.Add(layer);
        return layer.Output;
    }
}
