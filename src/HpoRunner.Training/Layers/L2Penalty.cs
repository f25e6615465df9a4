using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Layers;

/// <summary>
/// λ/2 · ‖W‖² over the weights of all layers, added to the mean loss of a batch; gradient λW. Biases are not penalized. PyTorch's
/// weight_decay = λ adds the same gradient (to biases too); scikit-learn's alpha divides by the rows of the batch: alpha = λ · rows.
/// </summary>
internal static class L2Penalty
{
    public static double Value(Network network, double lambda)
    {
        var sum = 0.0;
        if (lambda > 0)
            foreach (var layer in network.DenseLayers)
                sum += Elementary.SumOfSquares(network.Parameters.Values.Slice(layer.Weights.Offset, layer.Weights.Length));
        return lambda / 2 * sum;
    }

    public static void AddGradient(Network network, double lambda)
    {
        var parameters = network.Parameters;
        foreach (var layer in network.DenseLayers)
        {
            var (offset, length) = layer.Weights;
            AddScaled(parameters.Gradients.Slice(offset, length), parameters.Values.Slice(offset, length), (float)lambda);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddScaled(Span<float> gradients, ReadOnlySpan<float> weights, float lambda)
    {
        ref var g = ref MemoryMarshal.GetReference(gradients);
        ref var w = ref MemoryMarshal.GetReference(weights);
        var factor = Vector256.Create(lambda);
        for (nuint i = 0; i < (nuint)gradients.Length; i += 8)
            Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref w, i), factor, Vector256.LoadUnsafe(ref g, i)).StoreUnsafe(ref g, i);
    }
}
