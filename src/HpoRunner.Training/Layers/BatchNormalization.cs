using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Layers;

/// <summary>
/// Each unit's values are standardized over the rows of the batch, then scaled and shifted by what is learned (Ioffe and Szegedy 2015):
/// <code>
/// training   μ = mean x, v = mean (x − μ)²     x̂ = (x − μ)/√(v + ε)     y = γx̂ + β      x, y [rows × units], all else [units]
/// prediction the same with the running mean and variance, r ← 0.9 r + 0.1 · (batch's), variance there divided by rows − 1
/// backward   dγ = Σ dy·x̂     dβ = Σ dy     dx = γ/√(v + ε) · (dy − dβ/rows − x̂ · dγ/rows)
/// </code>
/// ε = 1e-5, γ = 1 and β = 0 at first, running mean 0 and variance 1: PyTorch's BatchNorm1d (Keras has ε = 1e-3 and r ← 0.99 r + 0.01 ·
/// the batch's). A batch of one row, which PyTorch refuses, gives y = β and no gradient for x, and leaves the running statistics as they
/// are: it has no variance, and may be the last before a prediction. γ and β are not penalized. Padding columns have γ = β = 0 and stay
/// zero.
/// </summary>
internal sealed unsafe class BatchNormalization : Layer
{
    public const string BeforeActivation = "before";
    public const string AfterActivation = "after";

    private const float Epsilon = 1e-5f;
    private const float Taken = 0.1f;

    private readonly ParameterVectors _parameters;
    private readonly PaddedMatrix _standardized;
    private readonly NativeFloats _inverseDeviations;

    /// <param name="input">What is normalized.</param>
    /// <param name="parameters">Of the network.</param>
    /// <param name="offset">Where γ, then β, begin in them.</param>
    public BatchNormalization(Activations input, ParameterVectors parameters, int offset)
        : base(input, new Activations(input.Values.Rows, input.Width, needsGradients: true))
    {
        _parameters = parameters;
        _standardized = new PaddedMatrix(input.Values.Rows, input.Width);
        var width = _standardized.PaddedColumns;
        Scales = new ParameterBlock(offset, width);
        Shifts = new ParameterBlock(offset + width, width);
        _inverseDeviations = new NativeFloats(width);
        Running = new NativeFloats(2 * width);
        Running.Span[width..].Fill(1);
    }

    /// <summary>γ.</summary>
    public ParameterBlock Scales { get; }

    /// <summary>β.</summary>
    public ParameterBlock Shifts { get; }

    /// <summary>Running means, then running variances; padding in both.</summary>
    public NativeFloats Running { get; }

    /// <summary>Room that γ and β of a layer take in the vectors, padding included.</summary>
    public static int BlockLength(int width) => 2 * PaddedMatrix.RoundUp(width, PanelLayout.Narrow);

    /// <summary>γ = 1.</summary>
    public void Initialize() => _parameters.Values.Slice(Scales.Offset, Input.Width).Fill(1);

    /// <summary>What prediction does to one unit, as a factor and a summand: y = x · γ/√(v + ε) + (β − μγ/√(v + ε)).</summary>
    public (double Factor, double Summand) Line(int unit)
    {
        var factor = _parameters.Values[Scales.Offset + unit] / Math.Sqrt(Running.Span[Scales.Length + unit] + (double)Epsilon);
        return (factor, _parameters.Values[Shifts.Offset + unit] - Running.Span[unit] * factor);
    }

    public override void Forward(int rows, bool training)
    {
        for (var column = 0; column < Scales.Length; column += Vector512<float>.Count)
        {
            if (training)
                Standardize(column, rows);
            else
                Predict(column, rows);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(int rows, ParameterStep? step = null)
    {
        nint stride = Output.Gradients.Stride;
        float* scales = _parameters.ValuePointer(Scales),
            dScales = _parameters.GradientPointer(Scales), dShifts = _parameters.GradientPointer(Shifts);
        for (var column = 0; column < Scales.Length; column += Vector512<float>.Count)
        {
            float* dy = Output.Gradients.Pointer + column, dx = Input.Gradients.Pointer + column, x = _standardized.Pointer + column;
            Vector512<float> dScale = default, dShift = default;
            for (nint row = 0; row < rows; row++)
            {
                var gradient = Vector512.Load(dy + row * stride);
                dShift += gradient;
                dScale = Vector512.FusedMultiplyAdd(gradient, Vector512.Load(x + row * stride), dScale);
            }
            Vector512.Store(dScale, dScales + column);
            Vector512.Store(dShift, dShifts + column);
            var share = Vector512.Create(1f / rows);
            var factor = Vector512.Load(scales + column) * Vector512.Load(_inverseDeviations.Pointer + column);
            var (scalePart, shiftPart) = (dScale * share, dShift * share);
            for (nint row = 0; row < rows; row++)
            {
                var rest = Vector512.Load(dy + row * stride) - shiftPart - Vector512.Load(x + row * stride) * scalePart;
                Vector512.Store(rest * factor, dx + row * stride);
            }
        }
        step?.Move(Scales.Offset, Scales.Length + Shifts.Length, dScales);
    }

    public override void Dispose()
    {
        base.Dispose();
        _standardized.Dispose();
        _inverseDeviations.Dispose();
        Running.Dispose();
    }

    /// <summary>Sixteen units of a batch in training; sums run from the first row to the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Standardize(int column, int rows)
    {
        float* x = Input.Values.Pointer + column, y = Output.Values.Pointer + column, hat = _standardized.Pointer + column;
        nint stride = Input.Values.Stride;
        var share = Vector512.Create(1f / rows);
        var sum = Vector512<float>.Zero;
        for (nint row = 0; row < rows; row++)
            sum += Vector512.Load(x + row * stride);
        var mean = sum * share;
        var squares = Vector512<float>.Zero;
        for (nint row = 0; row < rows; row++)
        {
            var difference = Vector512.Load(x + row * stride) - mean;
            squares = Vector512.FusedMultiplyAdd(difference, difference, squares);
        }
        var inverse = Vector512<float>.One / Vector512.Sqrt(Vector512.FusedMultiplyAdd(squares, share, Vector512.Create(Epsilon)));
        Vector512.Store(inverse, _inverseDeviations.Pointer + column);
        var (scale, shift) = (
            Vector512.Load(_parameters.ValuePointer(Scales) + column),
            Vector512.Load(_parameters.ValuePointer(Shifts) + column));
        for (nint row = 0; row < rows; row++)
        {
            var standardized = (Vector512.Load(x + row * stride) - mean) * inverse;
            Vector512.Store(standardized, hat + row * stride);
            Vector512.Store(Vector512.FusedMultiplyAdd(standardized, scale, shift), y + row * stride);
        }
        if (rows == 1)
            return;
        Take(Running.Pointer + column, mean);
        Take(Running.Pointer + Scales.Length + column, squares * Vector512.Create(1f / (rows - 1)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Predict(int column, int rows)
    {
        float* x = Input.Values.Pointer + column, y = Output.Values.Pointer + column;
        nint stride = Input.Values.Stride;
        var mean = Vector512.Load(Running.Pointer + column);
        var variance = Vector512.Load(Running.Pointer + Scales.Length + column);
        var factor = Vector512.Load(_parameters.ValuePointer(Scales) + column) / Vector512.Sqrt(variance + Vector512.Create(Epsilon));
        var shift = Vector512.Load(_parameters.ValuePointer(Shifts) + column);
        for (nint row = 0; row < rows; row++)
            Vector512.Store(Vector512.FusedMultiplyAdd(Vector512.Load(x + row * stride) - mean, factor, shift), y + row * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(float* running, Vector512<float> batch) =>
        Vector512.Store(
            Vector512.FusedMultiplyAdd(batch, Vector512.Create(Taken), Vector512.Load(running) * Vector512.Create(1 - Taken)),
            running);
}
