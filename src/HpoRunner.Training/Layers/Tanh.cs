using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Layers;

/// <summary>y = tanh x, in place; dx = dy · (1 − y²).</summary>
internal sealed unsafe class Tanh(Activations activations) : Layer(activations, activations)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(int rows, bool training)
    {
        var y = Output.Values.Pointer;
        var length = Output.Values.LengthOf(rows);
        for (nint i = 0; i < length; i += Vector512<float>.Count)
            Vector512.Store(VectorMath.Tanh(Vector512.Load(y + i)), y + i);
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
            Vector512.Store(Vector512.Load(dy + i) * (Vector512<float>.One - value * value), dy + i);
        }
    }
}
