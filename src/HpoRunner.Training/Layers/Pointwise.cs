using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Layers;

/// <summary>A function of each value by itself, whose slope can be read off the value it gives.</summary>
internal interface IPointwise
{
    static abstract Vector512<float> Value(Vector512<float> x);

    /// <summary>dx from y = <see cref="Value"/>(x) and dy.</summary>
    static abstract Vector512<float> Back(Vector512<float> y, Vector512<float> dy);
}

/// <summary>
/// A <see cref="IPointwise"/> in place. What the forward pass writes into padding columns no product reads, and their gradients stay zero.
/// </summary>
internal sealed unsafe class Pointwise<TFunction>(Activations activations) : Layer(activations, activations)
    where TFunction : struct, IPointwise
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(int rows, bool training)
    {
        var y = Output.Values.Pointer;
        var length = Output.Values.LengthOf(rows);
        for (nint i = 0; i < length; i += Vector512<float>.Count)
            Vector512.Store(TFunction.Value(Vector512.Load(y + i)), y + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(int rows, ParameterStep? step = null)
    {
        var y = Output.Values.Pointer;
        var dy = Output.Gradients.Pointer;
        var length = Output.Values.LengthOf(rows);
        for (nint i = 0; i < length; i += Vector512<float>.Count)
            Vector512.Store(TFunction.Back(Vector512.Load(y + i), Vector512.Load(dy + i)), dy + i);
    }
}
