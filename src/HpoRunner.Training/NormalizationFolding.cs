using HpoRunner.Training.Layers;

namespace HpoRunner.Training;

/// <summary>
/// Takes batch normalization out of a trained network. As it predicts, it is a line per unit, y = a·x + s: before the activation the
/// layer that makes x becomes W·diag(a), b·a + s; after it the layer that reads y becomes diag(a)·W, b + sᵀW.
/// </summary>
internal static class NormalizationFolding
{
    /// <param name="layers">All dense layers, changed in place.</param>
    /// <param name="index">Of the layer whose units are normalized.</param>
    /// <param name="normalization">Their normalization.</param>
    /// <param name="isBefore">Whether it stands before the activation.</param>
    public static void Fold(IReadOnlyList<LayerWeights> layers, int index, BatchNormalization normalization, bool isBefore)
    {
        if (isBefore)
            IntoOutputs(layers[index], normalization);
        else
            IntoInputs(layers[index + 1], normalization);
    }

    private static void IntoOutputs(LayerWeights layer, BatchNormalization normalization)
    {
        for (var output = 0; output < layer.Outputs; output++)
        {
            var (factor, summand) = normalization.Line(output);
            for (var input = 0; input < layer.Inputs; input++)
                layer.Weights[input * layer.Outputs + output] = (float)(layer.Weights[input * layer.Outputs + output] * factor);
            layer.Biases[output] = (float)(layer.Biases[output] * factor + summand);
        }
    }

    private static void IntoInputs(LayerWeights layer, BatchNormalization normalization)
    {
        var biases = Array.ConvertAll(layer.Biases, bias => (double)bias);
        for (var input = 0; input < layer.Inputs; input++)
        {
            var (factor, summand) = normalization.Line(input);
            for (var output = 0; output < layer.Outputs; output++)
            {
                ref var weight = ref layer.Weights[input * layer.Outputs + output];
                biases[output] += summand * weight;
                weight = (float)(weight * factor);
            }
        }
        for (var output = 0; output < layer.Outputs; output++)
            layer.Biases[output] = (float)biases[output];
    }
}
