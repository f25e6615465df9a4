namespace HpoRunner.Training.Layers;

/// <summary>From the name in an experiment file to the activation.</summary>
internal static class ActivationFactory
{
    public static IReadOnlyList<string> Names { get; } = ["relu", "leaky_relu", "elu", "gelu", "silu", "tanh", "sigmoid"];

    public static Layer Create(string name, Activations activations) => name switch
    {
        "relu" => new Relu(activations),
        "leaky_relu" => new LeakyRelu(activations),
        "elu" => new Elu(activations),
        "gelu" => new Gelu(activations),
        "silu" => new Silu(activations),
        "tanh" => new Tanh(activations),
        "sigmoid" => new Sigmoid(activations),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such activation"),
    };
}
