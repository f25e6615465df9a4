namespace HpoRunner.Training.Models;

/// <summary>
/// A trained network as tensors and back. Layer i (from 0, input first) is <c>layers.i.weight</c> [outputs × inputs] and
/// <c>layers.i.bias</c> [outputs], as PyTorch's Linear holds them: y = x·Wᵀ + b, then the activation after each layer but the last. A
/// regression adds <c>target.mean</c> and <c>target.deviation</c>, 64-bit: prediction = y · deviation + mean. For classes the last layer's
/// outputs become probabilities by softmax under cross entropy.
/// </summary>
public static class NetworkTensors
{
    private const string Mean = "target.mean";
    private const string Deviation = "target.deviation";

    public static IReadOnlyList<Tensor> Of(TrainedNetwork network)
    {
        var tensors = new List<Tensor>();
        foreach (var layer in network.ExportLayers())
        {
            var place = tensors.Count / 2;
            tensors.Add(Tensor.Of(WeightName(place), [layer.Outputs, layer.Inputs], Transpose(layer.Weights, layer.Inputs, layer.Outputs)));
            tensors.Add(Tensor.Of(BiasName(place), [layer.Outputs], layer.Biases));
        }
        if (network.Scaling is { TargetCount: > 0 } scaling)
        {
            tensors.Add(Tensor.Of(Mean, [scaling.TargetCount], scaling.Means));
            tensors.Add(Tensor.Of(Deviation, [scaling.TargetCount], scaling.Deviations));
        }
        return tensors;
    }

    /// <summary>
    /// The network that these tensors are of; it predicts the same bits. Exactly one of <paramref name="classCount"/> and
    /// <paramref name="targetCount"/> is above 0. The network holds native memory and is the caller's to dispose of.
    /// </summary>
    /// <exception cref="InvalidDataException">When tensors are missing or do not fit settings and counts.</exception>
    public static TrainedNetwork Load(Safetensors model, TrainerSettings settings, int featureCount, int classCount, int targetCount)
    {
        var outputs = Math.Max(classCount, targetCount);
        var widths = (int[])[featureCount, .. settings.Hidden, outputs];
        var layers = new List<LayerWeights>();
        for (var i = 0; i + 1 < widths.Length; i++)
        {
            var weights = model.Find(WeightName(i), widths[i + 1], widths[i]).ToFloats();
            layers.Add(
                new LayerWeights(
                    widths[i], widths[i + 1], Transpose(weights, widths[i + 1], widths[i]),
                    model.Find(BiasName(i), widths[i + 1]).ToFloats()));
        }
        var scaling = targetCount > 0
            ? new TargetScaling(model.Find(Mean, targetCount).ToDoubles(), model.Find(Deviation, targetCount).ToDoubles())
            : new TargetScaling([], []);
        return TrainedNetwork.From(settings, layers, classCount, scaling);
    }

    private static string WeightName(int layer) => FormattableString.Invariant($"layers.{layer}.weight");

    private static string BiasName(int layer) => FormattableString.Invariant($"layers.{layer}.bias");

    /// <summary>Row-major [rows × columns] into [columns × rows].</summary>
    private static float[] Transpose(float[] values, int rows, int columns)
    {
        var transposed = new float[values.Length];
        for (var row = 0; row < rows; row++)
        for (var column = 0; column < columns; column++)
            transposed[column * rows + row] = values[row * columns + column];
        return transposed;
    }
}
