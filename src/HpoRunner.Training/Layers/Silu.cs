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
        for (nint i = 0; i < length; i += Vector256<float>.Count)
        {
            var x = Vector256.Load(y + i);
            var share = VectorMath.Sigmoid(x);
            var value = x * share;
            Vector256.Store(value, y + i);
            Vector256.Store(Vector256.FusedMultiplyAdd(value, Vector256<float>.One - share, share), slopes + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(int rows)
    {
        float* dy = Output.Gradients.Pointer, slopes = _slopes.Pointer;
        var length = Output.Values.LengthOf(rows);
        for (nint i = 0; i < length; i += Vector256<float>.Count)
            Vector256.Store(Vector256.Load(dy + i) * Vector256.Load(slopes + i), dy + i);
    }

    public override void Dispose()
    {
        base.Dispose();
        _slopes.Dispose();
    }
}
