using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Layers;

/// <summary>
/// max(0, x), in place. The derivative is 1 where the value is positive, else 0, at zero too (as in PyTorch and scikit-learn).
/// NaN stays NaN, so that a diverged network shows.
/// </summary>
internal sealed unsafe class Relu(Activations activations) : Layer(activations, activations)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(int rows, bool training)
    {
        var y = Output.Values.Pointer;
        var length = Output.Values.LengthOf(rows);
        for (nint i = 0; i < length; i += Vector512<float>.Count)
        {
            var x = Vector512.Load(y + i);
            Vector512.Store(Vector512.MaxNative(default, x), y + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(int rows, ParameterStep? step = null)
    {
        var y = Output.Values.Pointer;
        var dy = Output.Gradients.Pointer;
        var length = Output.Values.LengthOf(rows);
        for (nint i = 0; i < length; i += Vector512<float>.Count)
        {
            var positive = Vector512.GreaterThan(Vector512.Load(y + i), default);
            Vector512.Store(Vector512.ConditionalSelect(positive, Vector512.Load(dy + i), default), dy + i);
        }
    }
}
