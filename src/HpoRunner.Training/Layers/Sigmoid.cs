using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Layers;

/// <summary>
/// y = 1/(1 + e⁻ˣ), in place; dx = dy · y(1 − y). Padding columns become ½ on the way forward; no product reads them, and their
/// gradients stay zero.
/// </summary>
internal sealed unsafe class Sigmoid(Activations activations) : Layer(activations, activations)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(int rows, bool training)
    {
        var y = Output.Values.Pointer;
        var length = Output.Values.LengthOf(rows);
        for (nint i = 0; i < length; i += Vector512<float>.Count)
            Vector512.Store(VectorMath.Sigmoid(Vector512.Load(y + i)), y + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(int rows, ParameterStep? step = null)
    {
        var y = Output.Values.Pointer;
        var dy = Output.Gradients.Pointer;
        var length = Output.Values.LengthOf(rows);
        for (nint i = 0; i < length; i += Vector512<float>.Count)
        {
            var value = Vector512.Load(y + i);
            Vector512.Store(Vector512.Load(dy + i) * (value * (Vector512<float>.One - value)), dy + i);
        }
    }
}
