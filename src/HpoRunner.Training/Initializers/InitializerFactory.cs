namespace HpoRunner.Training.Initializers;

/// <summary>From the name in an experiment file to the initializer.</summary>
internal static class InitializerFactory
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "glorot_uniform", "glorot_normal", "he_uniform", "he_normal", "lecun_uniform", "lecun_normal", "xavier_normal", "fan_in_uniform",
        "orthogonal", "identity", "sparse", "normal", "uniform", "truncated_normal", "variance_scaling", "zeros", "ones", "constant",
    ];

    public static Initializer Create(TrainerSettings settings)
    {
        var initializer = ByName(settings);
        return settings.InitScale == 1 ? initializer : new ScaledInitializer(initializer, settings.InitScale);
    }

    private static Initializer ByName(TrainerSettings settings) => settings.Init switch
    {
        "glorot_uniform" => new VarianceScalingInitializer(1, "fan_avg", "uniform"),
        "glorot_normal" => new VarianceScalingInitializer(1, "fan_avg", "normal"),
        "he_uniform" => new VarianceScalingInitializer(2, "fan_in", "uniform"),
        "he_normal" => new VarianceScalingInitializer(2, "fan_in", "normal"),
        "lecun_uniform" => new VarianceScalingInitializer(1, "fan_in", "uniform"),
        "lecun_normal" or "xavier_normal" => new VarianceScalingInitializer(1, "fan_in", "normal"),
        "fan_in_uniform" => new VarianceScalingInitializer(1.0 / 3, "fan_in", "uniform"),
        "orthogonal" => new OrthogonalInitializer(),
        "identity" => new IdentityInitializer(),
        "sparse" => new SparseInitializer(),
        "normal" => new NormalInitializer(),
        "uniform" => new UniformInitializer(),
        "truncated_normal" => new TruncatedNormalInitializer(),
        "variance_scaling" => new VarianceScalingInitializer(settings.InitVariance, settings.InitMode, settings.InitDistribution),
        "zeros" => new ConstantInitializer(0),
        "ones" => new ConstantInitializer(1),
        "constant" => new ConstantInitializer(settings.InitValue),
        _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Init, "no such initializer"),
    };
}
