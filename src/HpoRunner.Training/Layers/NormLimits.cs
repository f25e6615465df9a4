using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Layers;

/// <summary>
/// Projections after each step, in place of a penalty: weights whose norm is above a limit are shrunk to it, others stay. Biases are
/// left alone. Max-norm limits the incoming weights of each unit (Srivastava et al. 2014, section 5.1, who use 3 to 4); the norm ball
/// limits all weights of a layer together (Goodfellow, Bengio and Courville 2016, section 7.2).
/// </summary>
internal static unsafe class NormLimits
{
    /// <summary>w ← w · min(1, limit/‖w‖) for the weights into each unit of each layer.</summary>
    public static void LimitUnits(Network network, double limit)
    {
        foreach (var layer in network.DenseLayers)
        {
            var layout = layer.Layout;
            var weights = network.Parameters.ValuePointer(layer.Weights);
            for (var panel = 0; panel < layout.PanelCount; panel++)
            {
                var width = layout.PanelWidth(panel);
                for (var column = 0; column < width; column += Vector512<float>.Count)
                    LimitColumns(weights + layout.PanelOffset(panel) + column, layout.Inputs, width, (float)limit);
            }
        }
    }

    /// <summary>W ← W · min(1, limit/‖W‖) for each layer, ‖·‖ the root of the sum of squares.</summary>
    public static void LimitLayers(Network network, double limit)
    {
        foreach (var layer in network.DenseLayers)
        {
            var weights = network.Parameters.Values.Slice(layer.Weights.Offset, layer.Weights.Length);
            var norm = Math.Sqrt(Elementary.SumOfSquares(weights));
            if (norm > limit)
                Scale(network.Parameters.ValuePointer(layer.Weights), layer.Weights.Length, (float)(limit / norm));
        }
    }

    /// <summary>Sixteen units side by side; squares are summed in the order of the inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LimitColumns(float* weights, int inputs, int stride, float limit)
    {
        var squares = Vector512<float>.Zero;
        for (nint i = 0; i < inputs; i++)
        {
            var w = Vector512.Load(weights + i * stride);
            squares = Vector512.FusedMultiplyAdd(w, w, squares);
        }
        var norms = Vector512.Sqrt(squares);
        var above = Vector512.GreaterThan(norms, Vector512.Create(limit));
        if (Vector512.EqualsAll(above.AsInt32(), default))
            return;
        var factors = Vector512.ConditionalSelect(above, Vector512.Create(limit) / norms, Vector512<float>.One);
        for (nint i = 0; i < inputs; i++)
            Vector512.Store(Vector512.Load(weights + i * stride) * factors, weights + i * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(float* weights, int length, float factor)
    {
        for (nint i = 0; i < length; i += Vector512<float>.Count)
            Vector512.Store(Vector512.Load(weights + i) * Vector512.Create(factor), weights + i);
    }
}
