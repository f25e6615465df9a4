using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Layers;

/// <summary>
/// λ · Σ|w| over the weights of all layers, added to the mean loss of a batch; gradient λ sign(w), 0 at 0, so that weights tend to
/// vanish altogether. Biases are not penalized. Together with <see cref="L2Penalty"/> it is the elastic net.
/// </summary>
internal static unsafe class L1Penalty
{
    public static double Value(Network network, double lambda)
    {
        var sum = 0.0;
        if (lambda > 0)
            foreach (var layer in network.DenseLayers)
                sum += SumOfSizes(network.Parameters.Values.Slice(layer.Weights.Offset, layer.Weights.Length));
        return lambda * sum;
    }

    /// <summary>g ← g + λ sign(w).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddGradient(float* g, float* w, int count, float lambda)
    {
        var size = Vector512.Create(lambda);
        for (nint i = 0; i < count; i += Vector512<float>.Count)
            Vector512.Store(Vector512.Load(g + i) + Signed(size, Vector512.Load(w + i)), g + i);
    }

    /// <summary>The size with the sign of x; 0 where x is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Signed(Vector512<float> size, Vector512<float> x)
    {
        var signed = size | (x & Vector512.Create(-0f));
        return Vector512.AndNot(signed, Vector512.Equals(x, default));
    }

    /// <summary>Σ|x| in double precision.</summary>
    internal static double SumOfSizes(ReadOnlySpan<float> x)
    {
        Vector256<double> low = default, high = default;
        var i = 0;
        for (; i <= x.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var (first, second) = Vector256.Widen(Vector256.Abs(Vector256.Create(x[i..])));
            low += first;
            high += second;
        }
        low += high;
        var total = low[0] + low[1] + low[2] + low[3];
        for (; i < x.Length; i++)
            total += Math.Abs((double)x[i]);
        return total;
    }
}
