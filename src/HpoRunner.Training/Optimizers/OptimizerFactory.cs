namespace HpoRunner.Training.Optimizers;

/// <summary>From the name in an experiment file to the optimizer, and to the defaults that differ between them.</summary>
internal static class OptimizerFactory
{
    public static IReadOnlyList<string> Names { get; } = ["adam", "sgd", "momentum"];

    public static double DefaultLearningRate(string name) => name switch
    {
        "adam" => Adam.DefaultLearningRate,
        "sgd" => GradientDescent.DefaultLearningRate,
        "momentum" => Momentum.DefaultLearningRate,
        _ => throw Unknown(name),
    };

    /// <summary>The ε that keeps a division finite; 0 for an optimizer that divides by nothing.</summary>
    public static double DefaultEpsilon(string name) => name switch
    {
        "adam" => Adam.DefaultEpsilon,
        "sgd" or "momentum" => 0,
        _ => throw Unknown(name),
    };

    /// <param name="settings">The optimizer's name and its parameters.</param>
    /// <param name="length">Of the parameter vector.</param>
    public static Optimizer Create(TrainerSettings settings, int length) => settings.Optimizer switch
    {
        "adam" => new Adam(length, settings.Beta1, settings.Beta2, settings.Epsilon),
        "sgd" => new GradientDescent(length),
        "momentum" => new Momentum(length, settings.Momentum),
        _ => throw Unknown(settings.Optimizer),
    };

    private static ArgumentOutOfRangeException Unknown(string name) => new(nameof(name), name, "no such optimizer");
}
