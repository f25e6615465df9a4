namespace HpoRunner.Training.Initializers;

/// <summary>From the name in an experiment file to the initializer.</summary>
internal static class InitializerFactory
{
    public static IReadOnlyList<string> Names { get; } =
        ["glorot_uniform", "glorot_normal", "he_uniform", "he_normal", "orthogonal", "identity", "normal", "uniform", "zeros"];

    public static Initializer Create(string name) => name switch
    {
        "glorot_uniform" => new FanScaledInitializer(FanScaledInitializer.Fan.Glorot, normal: false),
        "glorot_normal" => new FanScaledInitializer(FanScaledInitializer.Fan.Glorot, normal: true),
        "he_uniform" => new FanScaledInitializer(FanScaledInitializer.Fan.He, normal: false),
        "he_normal" => new FanScaledInitializer(FanScaledInitializer.Fan.He, normal: true),
        "orthogonal" => new OrthogonalInitializer(),
        "identity" => new IdentityInitializer(),
        "normal" => new NormalInitializer(),
        "uniform" => new UniformInitializer(),
        "zeros" => new ZerosInitializer(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such initializer"),
    };
}
