using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Layers;

/// <summary>
/// Every output unit a weighted sum of all inputs and a bias.
/// <code>
/// forward   Y = X · W + b        X [rows × inputs], W [inputs × outputs], b [outputs], Y [rows × outputs]
/// backward  dW = Xᵀ · dY         db = column sums of dY         dX = dY · Wᵀ
/// </code>
/// PyTorch's Linear keeps Wᵀ, scikit-learn's MLP keeps W. The first layer of a network computes no dX.
/// </summary>
internal sealed unsafe class Dense : Layer
{
    private readonly ParameterVectors _parameters;
    private readonly PanelLayout _layout;
    private readonly WeightGradient _weightGradient;
    private readonly InputGradient? _inputGradient;
    private readonly bool _rectifies;

    /// <param name="input">Written by the layer before.</param>
    /// <param name="output">Written here.</param>
    /// <param name="parameters">All of the network's.</param>
    /// <param name="offset">Where this layer's begin in them.</param>
    /// <param name="rectifies">
    /// Gives max(0, Y) in place of Y. Whoever reads that computes the gradient before the rectifier: <see cref="InputIsRectified"/>.
    /// </param>
    public Dense(Activations input, Activations output, ParameterVectors parameters, int offset, bool rectifies = false)
        : base(input, output)
    {
        _rectifies = rectifies;
        _parameters = parameters;
        _layout = new PanelLayout(input.Width, output.Width);
        Weights = new ParameterBlock(offset, _layout.Length);
        Biases = new ParameterBlock(offset + _layout.Length, _layout.PaddedOutputs);
        _weightGradient = new WeightGradient(_layout, input.Values.Rows);
        _inputGradient = input.NeedsGradients ? new InputGradient(_layout) : null;
    }

    public PanelLayout Layout => _layout;

    public ParameterBlock Weights { get; }

    public ParameterBlock Biases { get; }

    /// <summary>Room that the weights and biases of a layer take in the vectors, padding included.</summary>
    public static int BlockLength(int inputs, int outputs)
    {
        var layout = new PanelLayout(inputs, outputs);
        return checked(layout.Length + layout.PaddedOutputs);
    }

    /// <summary>Whether X comes straight from a layer that rectifies.</summary>
    public bool InputIsRectified { get; init; }

    public override void Forward(int rows, bool training)
    {
        float* weights = _parameters.WeightPointer(Weights), biases = _parameters.ValuePointer(Biases);
        if (_rectifies)
            MatrixProduct.TimesPanels<Rectified>(Input.Values, weights, _layout, biases, Output.Values, rows);
        else
            MatrixProduct.TimesPanels<Unchanged>(Input.Values, weights, _layout, biases, Output.Values, rows);
    }

    public override void Backward(int rows, ParameterStep? step = null)
    {
        // Before the weights move.
        _inputGradient?.Store(
            _parameters.WeightPointer(Weights), Output.Gradients, rows, Input.Gradients, InputIsRectified ? Input.Values : null);
        var biasGradients = _parameters.GradientPointer(Biases);
        MatrixProduct.ColumnSums(Output.Gradients, rows, biasGradients);
        if (step is null)
        {
            _weightGradient.Store(Input.Values, Output.Gradients, rows, _parameters.GradientPointer(Weights));
        }
        else
        {
            _weightGradient.Apply(Input.Values, Output.Gradients, rows, step, Weights.Offset);
            step.Move(Biases.Offset, Biases.Length, biasGradients);
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _weightGradient.Dispose();
        _inputGradient?.Dispose();
    }
}
