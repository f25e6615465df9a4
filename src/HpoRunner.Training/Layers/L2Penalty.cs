using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Layers;

/// <summary>
/// λ/2 · ‖W‖² over the weights of all layers, added to the mean loss of a batch; gradient λW. Biases are not penalized. PyTorch's
/// weight_decay = λ adds the same gradient (to biases too); scikit-learn's alpha divides by the rows of the batch: alpha = λ · rows.
/// </summary>
internal static unsafe class L2Penalty
{
    public static double Value(Network network, double lambda)
    {
        var sum = 0.0;
        if (lambda > 0)
            foreach (var layer in network.DenseLayers)
                sum += Elementary.SumOfSquares(network.Parameters.Values.Slice(layer.Weights.Offset, layer.Weights.Length));
        return lambda / 2 * sum;
    }

    /// <summary>g ← g + λw.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddGradient(float* g, float* w, int count, float lambda)
    {
        var factor = Vector512.Create(lambda);
        for (nint i = 0; i < count; i += Vector512<float>.Count)
            Vector512.Store(Vector512.FusedMultiplyAdd(Vector512.Load(w + i), factor, Vector512.Load(g + i)), g + i);
    }
}
