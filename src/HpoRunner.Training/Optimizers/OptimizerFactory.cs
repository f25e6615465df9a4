namespace HpoRunner.Training.Optimizers;

/// <summary>
/// From the name in an experiment file to the optimizer, and to the defaults that differ between them; <see cref="OptimizerNotes"/> says
/// where each puts its ε.
/// </summary>
internal static class OptimizerFactory
{
    /// <summary>Those that take a step from one gradient, made by <see cref="Create"/>.</summary>
    public static IReadOnlyList<string> GradientRules { get; } =
    [
        "adam", "sgd", "momentum", "nesterov", "adagrad", "rmsprop", "rmsprop_momentum", "rmsprop_nesterov", "rprop", "adadelta",
        "amsgrad", "adamax", "nadam", "adamw", "delta_bar_delta",
    ];

    /// <summary>Those that evaluate the objective several times a step, made by <see cref="CreateForObjective"/>.</summary>
    public static IReadOnlyList<string> ObjectiveRules { get; } = ["lbfgs", "coordinate_descent", "random_search"];

    public static IReadOnlyList<string> Names { get; } = [.. GradientRules, .. ObjectiveRules];

    /// <summary>Those whose steps mean nothing on part of the rows.</summary>
    public static IReadOnlyList<string> FullBatchOnly { get; } = ["rprop", "lbfgs"];

    public static double DefaultLearningRate(string name) => name switch
    {
        "adam" or "amsgrad" or "adamw" => Adam.DefaultLearningRate,
        "sgd" => GradientDescent.DefaultLearningRate,
        "momentum" => Momentum.DefaultLearningRate,
        "nesterov" => Nesterov.DefaultLearningRate,
        "adagrad" => AdaGrad.DefaultLearningRate,
        "rmsprop" or "rmsprop_momentum" or "rmsprop_nesterov" => RmsProp.DefaultLearningRate,
        "rprop" => Rprop.DefaultLearningRate,
        "adadelta" => AdaDelta.DefaultLearningRate,
        "adamax" => AdaMax.DefaultLearningRate,
        "nadam" => Nadam.DefaultLearningRate,
        "delta_bar_delta" => DeltaBarDelta.DefaultLearningRate,
        "lbfgs" => LimitedMemoryBfgs.DefaultLearningRate,
        "coordinate_descent" => CoordinateDescent.DefaultLearningRate,
        "random_search" => RandomSearch.DefaultLearningRate,
        _ => throw Unknown(name),
    };

    /// <summary>The ε that keeps a division finite; null for an optimizer that divides by nothing.</summary>
    public static double? DefaultEpsilon(string name) => name switch
    {
        "adagrad" => AdaGrad.DefaultEpsilon,
        "rmsprop" or "rmsprop_momentum" or "rmsprop_nesterov" => RmsProp.DefaultEpsilon,
        "adadelta" => AdaDelta.DefaultEpsilon,
        "adam" or "amsgrad" or "adamax" or "nadam" or "adamw" => Adam.DefaultEpsilon,
        _ when Names.Contains(name) => null,
        _ => throw Unknown(name),
    };

    /// <summary>The mean squares' decay; AdaDelta's paper has its own.</summary>
    public static double DefaultRho(string name) => name == "adadelta" ? 0.95 : 0.9;

    /// <param name="settings">The optimizer's name, one of <see cref="GradientRules"/>, and its parameters.</param>
    /// <param name="length">Of the parameter vector.</param>
    public static Optimizer Create(TrainerSettings settings, int length) => settings.Optimizer switch
    {
        "adam" => new Adam(length, settings.Beta1, settings.Beta2, settings.Epsilon, settings.BiasCorrection),
        "sgd" => new GradientDescent(length),
        "momentum" => new Momentum(length, MomentumCoefficient.Of(settings), settings.MomentumIsAveraged),
        "nesterov" => new Nesterov(length, MomentumCoefficient.Of(settings), settings.MomentumIsAveraged),
        "adagrad" => new AdaGrad(length, settings.Epsilon),
        "rmsprop" => new RmsProp(length, settings.Rho, settings.Epsilon),
        "rmsprop_momentum" =>
            new RmsPropMomentum(length, settings.Rho, settings.Epsilon, MomentumCoefficient.Of(settings), nesterov: false),
        "rmsprop_nesterov" => new RmsPropMomentum(length, settings.Rho, settings.Epsilon, MomentumCoefficient.Of(settings), nesterov: true),
        "rprop" => new Rprop(length),
        "adadelta" => new AdaDelta(length, settings.Rho, settings.Epsilon),
        "amsgrad" => new AmsGrad(length, settings.Beta1, settings.Beta2, settings.Epsilon, settings.BiasCorrection),
        "adamax" => new AdaMax(length, settings.Beta1, settings.Beta2, settings.Epsilon, settings.BiasCorrection),
        "nadam" => new Nadam(length, settings.Beta1, settings.Beta2, settings.Epsilon),
        "adamw" => new AdamW(length, settings.Beta1, settings.Beta2, settings.Epsilon, settings.BiasCorrection, settings.WeightDecay),
        "delta_bar_delta" => new DeltaBarDelta(length),
        _ => throw Unknown(settings.Optimizer),
    };

    /// <param name="settings">The optimizer's name, one of <see cref="ObjectiveRules"/>, and its parameters.</param>
    /// <param name="length">Of the parameter vector.</param>
    /// <param name="seed">Of random draws.</param>
    public static ObjectiveOptimizer CreateForObjective(TrainerSettings settings, int length, ulong seed) => settings.Optimizer switch
    {
        "lbfgs" => new LimitedMemoryBfgs(length),
        "coordinate_descent" => new CoordinateDescent(),
        "random_search" => new RandomSearch(length, seed),
        _ => throw Unknown(settings.Optimizer),
    };

    private static ArgumentOutOfRangeException Unknown(string name) => new(nameof(name), name, "no such optimizer");
}
