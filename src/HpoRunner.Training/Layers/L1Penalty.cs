using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Layers;

/// <summary>
/// λ · Σ|w| over the weights of all layers, added to the mean loss of a batch; gradient λ sign(w), 0 at 0, so that weights tend to
/// vanish altogether. Biases are not penalized. Together with <see cref="L2Penalty"/> it is the elastic net.
/// </summary>
internal static class L1Penalty
{
    public static double Value(Network network, double lambda)
    {
        var sum = 0.0;
        if (lambda > 0)
            foreach (var layer in network.DenseLayers)
                sum += SumOfSizes(network.Parameters.Values.Slice(layer.Weights.Offset, layer.Weights.Length));
        return lambda * sum;
    }

    public static void AddGradient(Network network, double lambda)
    {
        var parameters = network.Parameters;
        foreach (var layer in network.DenseLayers)
        {
            var (offset, length) = layer.Weights;
            AddSigns(parameters.Gradients.Slice(offset, length), parameters.Values.Slice(offset, length), (float)lambda);
        }
    }

    /// <summary>The size with the sign of x; 0 where x is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> Signed(Vector256<float> size, Vector256<float> x)
    {
        var signed = size | (x & Vector256.Create(-0f));
        return Vector256.AndNot(signed, Vector256.Equals(x, default));
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSigns(Span<float> gradients, ReadOnlySpan<float> weights, float lambda)
    {
        ref var g = ref MemoryMarshal.GetReference(gradients);
        ref var w = ref MemoryMarshal.GetReference(weights);
        var size = Vector256.Create(lambda);
        for (nuint i = 0; i < (nuint)gradients.Length; i += 8)
            (Vector256.LoadUnsafe(ref g, i) + Signed(size, Vector256.LoadUnsafe(ref w, i))).StoreUnsafe(ref g, i);
    }
}
