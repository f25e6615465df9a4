using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Layers;

/// <summary>
/// x · σ(x), σ the sigmoid, in place (sigmoid linear unit; Elfwing, Uchibe and Doya 2018; also called swish). Derivative
/// σ(x) · (1 + x(1 − σ(x))), kept from the forward pass, since x cannot be read off y.
/// </summary>
internal sealed unsafe class Silu : Layer
{
    private readonly PaddedMatrix _slopes;

    public Silu(Activations activations)
        : base(activations, activations) =>
        _slopes = new PaddedMatrix(activations.Values.Rows, activations.Width);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(int rows, bool training)
    {
        float* y = Output.Values.Pointer, slopes = _slopes.Pointer;
        var length = Output.Values.LengthOf(rows);
        for (nint i = 0; i < length; i += Vector512<float>.Count)
        {
            var x = Vector512.Load(y + i);
            var share = VectorMath.Sigmoid(x);
            var value = x * share;
            Vector512.Store(value, y + i);
            Vector512.Store(Vector512.FusedMultiplyAdd(value, Vector512<float>.One - share, share), slopes + i);
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
