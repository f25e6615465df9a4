using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Layers;

/// <summary>
/// x where x &gt; 0, else 0.01 · x (Maas, Hannun and Ng 2013; PyTorch's default slope; Keras's is 0.3): a unit that is off still learns.
/// The derivative is 1 or 0.01, 0.01 at zero.
/// </summary>
internal readonly struct LeakyRelu : IPointwise
{
    private const float Slope = 0.01f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x) => Scaled(x, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Back(Vector512<float> y, Vector512<float> dy) => Scaled(y, dy);

    /// <summary>The amount itself where the sign is positive, else its hundredth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Scaled(Vector512<float> sign, Vector512<float> amount) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(sign, default), amount, amount * Vector512.Create(Slope));
}
