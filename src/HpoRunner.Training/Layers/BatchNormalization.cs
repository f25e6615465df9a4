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
/// ε = 1e-5, γ = 1 and β = 0 at first, running mean 0 and variance 1: PyTorch's BatchNorm1d. A batch of one row, which PyTorch refuses,
/// gives y = β and no gradient for x. γ and β are not penalized. Padding columns have γ = β = 0 and stay zero.
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
        for (var column = 0; column < Scales.Length; column += Vector256<float>.Count)
        {
            if (training)
                Standardize(column, rows);
            else
                Predict(column, rows);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(int rows)
    {
        nint stride = Output.Gradients.Stride;
        float* scales = _parameters.ValuePointer(Scales), dScales = _parameters.GradientPointer(Scales), dShifts = _parameters.GradientPointer(Shifts);
        for (var column = 0; column < Scales.Length; column += Vector256<float>.Count)
        {
            float* dy = Output.Gradients.Pointer + column, dx = Input.Gradients.Pointer + column, x = _standardized.Pointer + column;
            Vector256<float> dScale = default, dShift = default;
            for (nint row = 0; row < rows; row++)
            {
                var gradient = Vector256.Load(dy + row * stride);
                dShift += gradient;
                dScale = Vector256.FusedMultiplyAdd(gradient, Vector256.Load(x + row * stride), dScale);
            }
            Vector256.Store(dScale, dScales + column);
            Vector256.Store(dShift, dShifts + column);
            var share = Vector256.Create(1f / rows);
            var factor = Vector256.Load(scales + column) * Vector256.Load(_inverseDeviations.Pointer + column);
            var (scalePart, shiftPart) = (dScale * share, dShift * share);
            for (nint row = 0; row < rows; row++)
            {
                var rest = Vector256.Load(dy + row * stride) - shiftPart - Vector256.Load(x + row * stride) * scalePart;
                Vector256.Store(rest * factor, dx + row * stride);
            }
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _standardized.Dispose();
        _inverseDeviations.Dispose();
        Running.Dispose();
    }

    /// <summary>Eight units of a batch in training; sums run from the first row to the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Standardize(int column, int rows)
    {
        float* x = Input.Values.Pointer + column, y = Output.Values.Pointer + column, hat = _standardized.Pointer + column;
        nint stride = Input.Values.Stride;
        var share = Vector256.Create(1f / rows);
        var sum = Vector256<float>.Zero;
        for (nint row = 0; row < rows; row++)
            sum += Vector256.Load(x + row * stride);
        var mean = sum * share;
        var squares = Vector256<float>.Zero;
        for (nint row = 0; row < rows; row++)
        {
            var difference = Vector256.Load(x + row * stride) - mean;
            squares = Vector256.FusedMultiplyAdd(difference, difference, squares);
        }
        var inverse = Vector256<float>.One / Vector256.Sqrt(Vector256.FusedMultiplyAdd(squares, share, Vector256.Create(Epsilon)));
        Vector256.Store(inverse, _inverseDeviations.Pointer + column);
        var (scale, shift) = (Vector256.Load(_parameters.ValuePointer(Scales) + column), Vector256.Load(_parameters.ValuePointer(Shifts) + column));
        for (nint row = 0; row < rows; row++)
        {
            var standardized = (Vector256.Load(x + row * stride) - mean) * inverse;
            Vector256.Store(standardized, hat + row * stride);
            Vector256.Store(Vector256.FusedMultiplyAdd(standardized, scale, shift), y + row * stride);
        }
        Take(Running.Pointer + column, mean);
        Take(Running.Pointer + Scales.Length + column, squares * Vector256.Create(1f / Math.Max(1, rows - 1)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Predict(int column, int rows)
    {
        float* x = Input.Values.Pointer + column, y = Output.Values.Pointer + column;
        nint stride = Input.Values.Stride;
        var mean = Vector256.Load(Running.Pointer + column);
        var variance = Vector256.Load(Running.Pointer + Scales.Length + column);
        var factor = Vector256.Load(_parameters.ValuePointer(Scales) + column) / Vector256.Sqrt(variance + Vector256.Create(Epsilon));
        var shift = Vector256.Load(_parameters.ValuePointer(Shifts) + column);
        for (nint row = 0; row < rows; row++)
            Vector256.Store(Vector256.FusedMultiplyAdd(Vector256.Load(x + row * stride) - mean, factor, shift), y + row * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(float* running, Vector256<float> batch) =>
        Vector256.Store(Vector256.FusedMultiplyAdd(batch, Vector256.Create(Taken), Vector256.Load(running) * Vector256.Create(1 - Taken)), running);
}
