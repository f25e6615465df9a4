using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Layers;

/// <summary>
/// x where x &gt; 0, else eˣ − 1, in place (exponential linear unit; Clevert, Unterthiner and Hochreiter 2016, α = 1 as in PyTorch). The
/// derivative is 1, or y + 1 = eˣ.
/// </summary>
internal sealed unsafe class Elu(Activations activations) : Layer(activations, activations)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(int rows, bool training)
    {
        var y = Output.Values.Pointer;
        var length = Output.Values.LengthOf(rows);
        for (nint i = 0; i < length; i += Vector512<float>.Count)
        {
            var x = Vector512.Load(y + i);
            var positive = Vector512.GreaterThan(x, default);
            var below = VectorMath.ExpOfNegative(Vector512.AndNot(x, positive)) - Vector512<float>.One;
            Vector512.Store(Vector512.ConditionalSelect(positive, x, below), y + i);
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
            var value = Vector512.Load(y + i);
            var slope = Vector512.ConditionalSelect(Vector512.GreaterThan(value, default), Vector512<float>.One, value + Vector512<float>.One);
            Vector512.Store(Vector512.Load(dy + i) * slope, dy + i);
        }
    }
}
