using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Layers;

/// <summary>
/// x · Φ(x), Φ the standard normal distribution's cumulative function (Gaussian error linear unit; Hendrycks and Gimpel 2016,
/// the exact form, PyTorch's default; its tanh approximation differs by up to 5e-4). Derivative Φ(x) + x · φ(x).
/// <para>
/// Φ(x) = e^(−x²/2) · (½a₁t + … + ½a₅t⁵) for x ≤ 0, t = 1/(1 + p|x|/√2), and one minus that for x &gt; 0 (Hastings 1955; Abramowitz and
/// Stegun 7.1.26, off by at most 1e-7), so that one exponential serves Φ and the density φ.
/// </para>
/// </summary>
internal readonly struct Gelu : IPointwiseWithSlope
{
    /// <summary>Above √(2 · 68.97), where <see cref="VectorMath.ExpOfNegative"/> gives 0.</summary>
    private const float Far = 11.75f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x, out Vector512<float> slope)
    {
        var bell = VectorMath.ExpOfNegative(x * x * Vector512.Create(-0.5f));
        var share = Cumulative(x, bell);
        // Far out, where the bell is 0, x · φ(x) is 0 too, also where x is infinite.
        var inside = Vector512.AndNot(x, Vector512.GreaterThan(Vector512.Abs(x), Vector512.Create(Far)));
        slope = share + inside * (bell * Vector512.Create(0.39894228f));
        return x * share;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Cumulative(Vector512<float> x, Vector512<float> bell)
    {
        // p/√2
        var t = Vector512<float>.One / Vector512.FusedMultiplyAdd(Vector512.Abs(x), Vector512.Create(0.23164189f), Vector512<float>.One);
        var sum = Vector512.Create(0.5307027145f);
        sum = Vector512.FusedMultiplyAdd(sum, t, Vector512.Create(-0.7265760135f));
        sum = Vector512.FusedMultiplyAdd(sum, t, Vector512.Create(0.7107068705f));
        sum = Vector512.FusedMultiplyAdd(sum, t, Vector512.Create(-0.142248368f));
        sum = Vector512.FusedMultiplyAdd(sum, t, Vector512.Create(0.127414796f));
        var tail = sum * t * bell;
        return Vector512.ConditionalSelect(Vector512.GreaterThan(x, default), Vector512<float>.One - tail, tail);
    }
}
