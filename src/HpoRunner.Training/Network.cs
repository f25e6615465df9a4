using System.Runtime.InteropServices;
using HpoRunner.Training.Initializers;
using HpoRunner.Training.Layers;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training;

/// <summary>
/// Dense layers with an activation, and dropout, after each but the last: X → dropout → (Dense → activation → dropout)* → Dense →
/// outputs; each hidden layer with batch normalization before or after its activation, where asked for.
/// All buffers are made here, for batches up to <see cref="RowCapacity"/> rows; passes allocate nothing.
/// </summary>
internal sealed class Network : IDisposable
{
    private readonly List<Layer> _layers = [];
    private readonly List<Dense> _dense = [];
    private readonly List<BatchNormalization> _normalizations = [];
    private readonly List<ActivityPenalty> _activityPenalties = [];
    private readonly List<Activations> _hiddenActivations = [];
    private readonly Activations _input;

    public Network(TrainerSettings settings, int inputs, int outputs, int rowCapacity, ulong seed)
    {
        var widths = (int[])[inputs, .. settings.Hidden, outputs];
        var length = 0;
        for (var i = 1; i < widths.Length; i++)
        {
            length = checked(length + Dense.BlockLength(widths[i - 1], widths[i]));
            if (settings.BatchNorm is not null && i < widths.Length - 1)
                length = checked(length + BatchNormalization.BlockLength(widths[i]));
        }
        Parameters = new ParameterVectors(length);
        _input = new Activations(rowCapacity, inputs, needsGradients: false);
        RowCapacity = rowCapacity;
        NormalizesBefore = settings.BatchNorm == BatchNormalization.BeforeActivation;
        var offset = 0;
        var current = _input;
        if (settings.InputDropout > 0)
            current = Append(new Dropout(current, settings.InputDropout, DropoutSeed(seed, _layers.Count)));
        // With nothing between a layer, its rectifier and the next layer, these two rectify on the way.
        var rectifies = settings.Activation == ActivationFactory.Rectifier && settings.BatchNorm is null && settings.ActivityL1 == 0
            && settings.Dropout == 0;
        for (var i = 1; i < widths.Length; i++)
        {
            var output = new Activations(rowCapacity, widths[i], needsGradients: true);
            var dense = new Dense(current, output, Parameters, offset, rectifies && i < widths.Length - 1)
            {
                InputIsRectified = rectifies && i > 1,
            };
            offset += Dense.BlockLength(widths[i - 1], widths[i]);
            _dense.Add(dense);
            current = Append(dense);
            if (i == widths.Length - 1)
                break;
            if (settings.BatchNorm == BatchNormalization.BeforeActivation)
                current = Append(Normalization(current, ref offset));
            if (!rectifies)
                current = Append(ActivationFactory.Create(settings.Activation, current));
            _hiddenActivations.Add(current);
            if (settings.ActivityL1 > 0)
                current = Append(Penalty(current, settings.ActivityL1));
            if (settings.BatchNorm == BatchNormalization.AfterActivation)
                current = Append(Normalization(current, ref offset));
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

    /// <summary>What each hidden layer's activation gives.</summary>
    public ReadOnlySpan<Activations> HiddenActivations => CollectionsMarshal.AsSpan(_hiddenActivations);

    /// <summary>Whether batch normalization stands before the activations.</summary>
    public bool NormalizesBefore { get; }

    /// <summary>One for each hidden layer, or none.</summary>
    public ReadOnlySpan<BatchNormalization> Normalizations => CollectionsMarshal.AsSpan(_normalizations);

    /// <summary>Weights and biases, and scales and shifts of batch normalization, without padding.</summary>
    public long ParameterCount =>
        _dense.Sum(layer => (layer.Layout.Inputs + 1L) * layer.Layout.Outputs) + _normalizations.Sum(layer => 2L * layer.Output.Width);

    /// <summary>Room that <see cref="SaveState"/> needs.</summary>
    public int StateLength => Parameters.Length + _normalizations.Sum(layer => layer.Running.Length);

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
        foreach (var normalization in _normalizations)
            normalization.Initialize();
    }

    /// <summary>From the first <paramref name="rows"/> rows of <see cref="Input"/> to <see cref="Output"/>.</summary>
    public void Forward(int rows, bool training)
    {
        foreach (var layer in CollectionsMarshal.AsSpan(_layers))
            layer.Forward(rows, training);
    }

    /// <summary>From the gradients of the output to those of all parameters, or, with a step, to new parameters.</summary>
    public void Backward(int rows, ParameterStep? step = null)
    {
        var layers = CollectionsMarshal.AsSpan(_layers);
        for (var i = layers.Length - 1; i >= 0; i--)
            layers[i].Backward(rows, step);
    }

    /// <summary>λ/rows · Σ|h| over all hidden layers, after a forward pass.</summary>
    public double ActivityPenalty(int rows)
    {
        var sum = 0.0;
        foreach (var penalty in _activityPenalties)
            sum += penalty.Value(rows);
        return sum;
    }

    /// <summary>Copies parameters and running statistics: all that prediction depends on.</summary>
    public void SaveState(Span<float> state)
    {
        Parameters.Values.CopyTo(state);
        var place = Parameters.Length;
        foreach (var normalization in _normalizations)
        {
            normalization.Running.Span.CopyTo(state[place..]);
            place += normalization.Running.Length;
        }
    }

    public void LoadState(ReadOnlySpan<float> state)
    {
        state[..Parameters.Length].CopyTo(Parameters.Values);
        var place = Parameters.Length;
        foreach (var normalization in _normalizations)
        {
            state.Slice(place, normalization.Running.Length).CopyTo(normalization.Running.Span);
            place += normalization.Running.Length;
        }
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

    private BatchNormalization Normalization(Activations input, ref int offset)
    {
        var normalization = new BatchNormalization(input, Parameters, offset);
        offset += BatchNormalization.BlockLength(input.Width);
        _normalizations.Add(normalization);
        return normalization;
    }

    private ActivityPenalty Penalty(Activations activations, double lambda)
    {
        var penalty = new ActivityPenalty(activations, lambda);
        _activityPenalties.Add(penalty);
        return penalty;
    }

    private Activations Append(Layer layer)
    {
        _layers.Add(layer);
        return layer.Output;
    }
}
