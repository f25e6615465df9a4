namespace HpoRunner.Training;

/// <summary>
/// The parameters of one dense layer: weights row-major [inputs × outputs] (the transpose of PyTorch's Linear.weight, the same as
/// scikit-learn's coefs_) and biases [outputs].
/// </summary>
public sealed record LayerWeights(int Inputs, int Outputs, float[] Weights, float[] Biases);
