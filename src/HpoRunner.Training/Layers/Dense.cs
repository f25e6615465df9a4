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

    public Dense(Activations input, Activations output, ParameterVectors parameters, int offset)
        : base(input, output)
    {
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

    public override void Forward(int rows, bool training) => MatrixProduct.TimesPanels(
        Input.Values, _parameters.WeightPointer(Weights), _layout, _parameters.ValuePointer(Biases), Output.Values, rows);

    public override void Backward(int rows, ParameterStep? step = null)
    {
        // Before the weights move.
        if (_inputGradient is not null)
            _inputGradient.Store(_parameters.WeightPointer(Weights), Output.Gradients, rows, Input.Gradients);
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
