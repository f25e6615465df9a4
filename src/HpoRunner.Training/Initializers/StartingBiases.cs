using HpoRunner.Training.Datasets;
using HpoRunner.Training.Losses;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Initializers;

/// <summary>
/// How biases start. Those of hidden layers are bias_init, 0 by default (Goodfellow et al. 2016, section 8.4: 0.1 keeps ReLUs alive at
/// first). Those of the output start where the loss is lowest for a network that knows nothing but how often each answer occurs
/// (output_bias: marginal), else at 0; with class c in a share p of the training rows:
/// <list type="bullet">
/// <item>cross-entropy: ln p (a class without rows counts as half a row);</item>
/// <item>binary cross-entropy: ln p/(1 − p), so that σ(b) = p (a class of no row, or of all, counts half a row less certain);</item>
/// <item>squared error on classes: p;</item>
/// <item>regression: 0, the mean of standardized targets; other losses: 0.</item>
/// </list>
/// PyTorch draws all biases from U(±1/√n_in), Keras sets 0.
/// </summary>
internal static class StartingBiases
{
    private const double LeastRows = 0.5;

    /// <summary>Overwrites the biases of all dense layers; padding stays zero.</summary>
    public static void Set(Network network, TrainerSettings settings, Loss loss, Samples training)
    {
        var layers = network.DenseLayers;
        foreach (var layer in layers[..^1])
            network.Parameters.Values.Slice(layer.Biases.Offset, layer.Layout.Outputs).Fill((float)settings.BiasInit);
        var output = network.Parameters.Values.Slice(layers[^1].Biases.Offset, layers[^1].Layout.Outputs);
        output.Clear();
        if (settings.OutputBias != "marginal" || !training.IsClassification)
            return;
        var counts = new int[output.Length];
        foreach (var label in training.Classes)
            counts[label]++;
        for (var c = 0; c < counts.Length; c++)
            output[c] = (float)Start(loss, counts[c], training.RowCount);
    }

    /// <summary>The output's bias for a class that <paramref name="count"/> of the rows belong to.</summary>
    private static double Start(Loss loss, int count, int rows) => loss switch
    {
        SoftmaxCrossEntropy => Elementary.Log(Math.Max(count, LeastRows) / rows),
        BinaryCrossEntropy => Elementary.Log(Math.Max(count, LeastRows) / Math.Max(rows - count, LeastRows)),
        MeanSquaredError => (double)count / rows,
        _ => 0,
    };
}
