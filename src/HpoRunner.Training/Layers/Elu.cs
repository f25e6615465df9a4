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
        for (nint i = 0; i < length; i += Vector256<float>.Count)
        {
            var x = Vector256.Load(y + i);
            var positive = Vector256.GreaterThan(x, default);
            var below = VectorMath.ExpOfNegative(Vector256.AndNot(x, positive)) - Vector256<float>.One;
            Vector256.Store(Vector256.ConditionalSelect(positive, x, below), y + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(int rows)
    {
        var y = Output.Values.Pointer;
        var dy = Output.Gradients.Pointer;
        var length = Output.Values.LengthOf(rows);
        for (nint i = 0; i < length; i += Vector256<float>.Count)
        {
            var value = Vector256.Load(y + i);
            var slope = Vector256.ConditionalSelect(Vector256.GreaterThan(value, default), Vector256<float>.One, value + Vector256<float>.One);
            Vector256.Store(Vector256.Load(dy + i) * slope, dy + i);
        }
    }
}
