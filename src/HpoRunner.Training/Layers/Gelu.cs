using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Layers;

/// <summary>
/// x · Φ(x), Φ the standard normal distribution's cumulative function, in place (Gaussian error linear unit; Hendrycks and Gimpel 2016,
/// the exact form, PyTorch's default; its tanh approximation differs by up to 5e-4). Derivative Φ(x) + x · φ(x), kept from the forward
/// pass, since x cannot be read off y.
/// <para>
/// Φ(x) = e^(−x²/2) · (½a₁t + … + ½a₅t⁵) for x ≤ 0, t = 1/(1 + p|x|/√2), and one minus that for x &gt; 0 (Hastings 1955; Abramowitz and
/// Stegun 7.1.26, off by at most 1e-7), so that one exponential serves Φ and the density φ.
/// </para>
/// </summary>
internal sealed unsafe class Gelu : Layer
{
    /// <summary>Above √(2 · 68.97), where <see cref="VectorMath.ExpOfNegative"/> gives 0.</summary>
    private const float Far = 11.75f;

    private readonly PaddedMatrix _slopes;

    public Gelu(Activations activations)
        : base(activations, activations) =>
        _slopes = new PaddedMatrix(activations.Values.Rows, activations.Width);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(int rows, bool training)
    {
        float* y = Output.Values.Pointer, slopes = _slopes.Pointer;
        var length = Output.Values.LengthOf(rows);
        for (nint i = 0; i < length; i += Vector512<float>.Count)
        {
            var x = Vector512.Load(y + i);
            var bell = VectorMath.ExpOfNegative(x * x * Vector512.Create(-0.5f));
            var share = Cumulative(x, bell);
            // Far out, where the bell is 0, x · φ(x) is 0 too, also where x is infinite.
            var inside = Vector512.AndNot(x, Vector512.GreaterThan(Vector512.Abs(x), Vector512.Create(Far)));
            var rest = inside * (bell * Vector512.Create(0.39894228f));
            Vector512.Store(x * share, y + i);
            Vector512.Store(share + rest, slopes + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(int rows, ParameterStep? step = null)
    {
        float* dy = Output.Gradients.Pointer, slopes = _slopes.Pointer;
        var length = Output.Values.LengthOf(rows);
        for (nint i = 0; i < length; i += Vector512<float>.Count)
            Vector512.Store(Vector512.Load(dy + i) * Vector512.Load(slopes + i), dy + i);
    }

    public override void Dispose()
    {
        base.Dispose();
        _slopes.Dispose();
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
