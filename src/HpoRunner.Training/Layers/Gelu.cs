using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Layers;

/// <summary>
/// x · Φ(x), Φ the standard normal distribution's cumulative function, in place (Gaussian error linear unit; Hendrycks and Gimpel 2016,
/// the exact form, PyTorch's default; its tanh approximation differs by up to 5e-4). Derivative Φ(x) + x · φ(x), kept from the forward
/// pass, since x cannot be read off y.
/// <para>
/// Φ(x) = ½ · e^(−x²/2) · (a₁t + … + a₅t⁵) for x ≤ 0, t = 1/(1 + p|x|/√2), and one minus that for x &gt; 0 (Hastings 1955; Abramowitz and
/// Stegun 7.1.26, off by at most 1e-7), so that one exponential serves Φ and the density φ.
/// </para>
/// </summary>
internal sealed unsafe class Gelu : Layer
{
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
            var density = bell * Vector512.Create(0.39894228f);
            // Far out x · φ(x) is 0, also where x is infinite.
            var rest = Vector512.ConditionalSelect(Vector512.Equals(bell, default), default, x * density);
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
        var sum = Vector512.Create(1.061405429f);
        sum = Vector512.FusedMultiplyAdd(sum, t, Vector512.Create(-1.453152027f));
        sum = Vector512.FusedMultiplyAdd(sum, t, Vector512.Create(1.421413741f));
        sum = Vector512.FusedMultiplyAdd(sum, t, Vector512.Create(-0.284496736f));
        sum = Vector512.FusedMultiplyAdd(sum, t, Vector512.Create(0.254829592f));
        var tail = sum * t * bell * Vector512.Create(0.5f);
        return Vector512.ConditionalSelect(Vector512.GreaterThan(x, default), Vector512<float>.One - tail, tail);
    }
}
