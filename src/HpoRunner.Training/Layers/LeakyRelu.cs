using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Layers;

/// <summary>
/// x where x &gt; 0, else 0.01 · x, in place (Maas, Hannun and Ng 2013; PyTorch's default slope): a unit that is off still learns. The
/// derivative is 1 or 0.01, 0.01 at zero.
/// </summary>
internal sealed unsafe class LeakyRelu(Activations activations) : Layer(activations, activations)
{
    private const float Slope = 0.01f;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(int rows, bool training)
    {
        var y = Output.Values.Pointer;
        var length = Output.Values.LengthOf(rows);
        for (nint i = 0; i < length; i += Vector512<float>.Count)
            Vector512.Store(Scaled(Vector512.Load(y + i), Vector512.Load(y + i)), y + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(int rows, ParameterStep? step = null)
    {
        var y = Output.Values.Pointer;
        var dy = Output.Gradients.Pointer;
        var length = Output.Values.LengthOf(rows);
        for (nint i = 0; i < length; i += Vector512<float>.Count)
            Vector512.Store(Scaled(Vector512.Load(y + i), Vector512.Load(dy + i)), dy + i);
    }

    /// <summary>The amount itself where the sign is positive, else its hundredth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Scaled(Vector512<float> sign, Vector512<float> amount) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(sign, default), amount, amount * Vector512.Create(Slope));
}
