using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Layers;

/// <summary>Where a layer's weights or biases lie in the network's vectors of parameters and gradients.</summary>
internal readonly record struct ParameterBlock(int Offset, int Length);

/// <summary>
/// All parameters of a network in one vector and their gradients in another, both as long as the sum of the layers' padded blocks.
/// Penalties and optimizers walk through them without knowing the layers.
/// </summary>
internal sealed unsafe class ParameterVectors(int length) : IDisposable
{
    private readonly NativeFloats _values = new(length);
    private readonly NativeFloats _gradients = new(length);

    public int Length { get; } = length;

    public Span<float> Values => _values.Span;

    public Span<float> Gradients => _gradients.Span;

    /// <summary>First of the values.</summary>
    public float* Pointer => _values.Pointer;

    /// <summary>As many numbers that layers multiply by in place of the values; null for the values themselves.</summary>
    public NativeFloats? StandIn { get; set; }

    /// <summary>What a layer multiplies by.</summary>
    public float* WeightPointer(ParameterBlock block) => (StandIn ?? _values).Pointer + block.Offset;

    public float* ValuePointer(ParameterBlock block) => _values.Pointer + block.Offset;

    public float* GradientPointer(ParameterBlock block) => _gradients.Pointer + block.Offset;

    public void Dispose()
    {
        _values.Dispose();
        _gradients.Dispose();
    }
}
