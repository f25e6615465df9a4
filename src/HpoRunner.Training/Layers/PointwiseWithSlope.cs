using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Layers;

/// <summary>A function of each value by itself, whose slope cannot be read off the value it gives.</summary>
internal interface IPointwiseWithSlope
{
    static abstract Vector512<float> Value(Vector512<float> x, out Vector512<float> slope);
}

/// <summary>A <see cref="IPointwiseWithSlope"/> in place; slopes are kept from the forward pass.</summary>
internal sealed unsafe class PointwiseWithSlope<TFunction> : Layer
    where TFunction : struct, IPointwiseWithSlope
{
    private readonly PaddedMatrix _slopes;

    public PointwiseWithSlope(Activations activations)
        : base(activations, activations) =>
        _slopes = new PaddedMatrix(activations.Values.Rows, activations.Width);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(int rows, bool training)
    {
        float* y = Output.Values.Pointer, slopes = _slopes.Pointer;
        var length = Output.Values.LengthOf(rows);
        for (nint i = 0; i < length; i += Vector512<float>.Count)
        {
            var value = TFunction.Value(Vector512.Load(y + i), out var slope);
            Vector512.Store(value, y + i);
            Vector512.Store(slope, slopes + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(int rows, ParameterStep? step = null)
    {
        float* dy = Output.Gradients.Pointer, slopes = _slopes.Pointer;
        var length = Output.Values.LengthOf(rows);
        for (nint i = 0; i < length; i += Vector512<float>.Count)
            Vector512.Store(Vector512.Load(dy + i) * Vector512.Load(slopes + i), dy + i);
    }

    public override void Dispose()
    {
        base.Dispose();
        _slopes.Dispose();
    }
}
