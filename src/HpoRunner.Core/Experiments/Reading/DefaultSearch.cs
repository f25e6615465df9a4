using HpoRunner.Experiments.Yaml;

namespace HpoRunner.Experiments.Reading;

/// <summary>What is searched when an experiment file names no parameters.</summary>
internal static class DefaultSearch
{
    /// <summary>As it would stand in the file; <c>hpo init</c> writes it out.</summary>
    public const string Yaml =
        """
        learning_rate: {min: 1e-4, max: 1e-1, scale: log}
        batch_size: [16, 32, 64, 128]
        beta1: {min: 0.8, max: 0.99}
        beta2: {min: 0.9, max: 0.9999}
        l2: {min: 1e-6, max: 1e-2, scale: log}
        init: [glorot_uniform, he_normal, orthogonal]
        """;

    /// <summary>On a surface: which optimizer, at which rate.</summary>
    public const string SurfaceYaml =
        """
        optimizer: [adam, sgd, momentum, nesterov, adagrad, rmsprop, adadelta]
        learning_rate: {min: 1e-4, max: 1, scale: log}
        """;

    public static YamlMapping Tree { get; } = Parse(Yaml);

    public static YamlMapping SurfaceTree { get; } = Parse(SurfaceYaml);

    public static YamlMapping For(bool isSurface) => isSurface ? SurfaceTree : Tree;

    private static YamlMapping Parse(string yaml) => (YamlMapping)YamlReader.Read(yaml, new Findings(), "default search")!;
}
