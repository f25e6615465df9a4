namespace HpoRunner.Training.Layers;

/// <summary>From the name in an experiment file to the activation.</summary>
internal static class ActivationFactory
{
    public const string Rectifier = "relu";

    public static IReadOnlyList<string> Names { get; } = [Rectifier, "leaky_relu", "elu", "gelu", "silu", "tanh", "sigmoid"];

    public static Layer Create(string name, Activations activations) => name switch
    {
        Rectifier => new Pointwise<Relu>(activations),
        "leaky_relu" => new Pointwise<LeakyRelu>(activations),
        "elu" => new Pointwise<Elu>(activations),
        "gelu" => new PointwiseWithSlope<Gelu>(activations),
        "silu" => new PointwiseWithSlope<Silu>(activations),
        "tanh" => new Pointwise<Tanh>(activations),
        "sigmoid" => new Pointwise<Sigmoid>(activations),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such activation"),
    };
}
