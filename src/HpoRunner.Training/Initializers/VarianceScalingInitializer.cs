using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Initializers;

/// <summary>
/// Independent draws with mean 0 and the variance s/n, which keeps the size of signals from layer to layer; n = n_in, n_out, or their
/// mean. By name:
/// <list type="bullet">
/// <item>
/// glorot_uniform, glorot_normal: 2/(n_in + n_out), for signals and gradients alike (Glorot and Bengio 2010, equations 12, 16).
/// </item>
/// <item>he_uniform, he_normal: 2/n_in, for ReLU, which halves the signal (He et al. 2015, equation 10).</item>
/// <item>lecun_uniform, lecun_normal: 1/n_in (LeCun et al. 1998, section 4.6); some courses call lecun_normal Xavier, so xavier_normal is
/// the same here. PyTorch's xavier_normal_ is glorot_normal.</item>
/// <item>fan_in_uniform: U(±1/√n_in), which is s = ⅓: what PyTorch's Linear starts with.</item>
/// <item>variance_scaling: s, n and the distribution from init_variance, init_mode and init_distribution; Keras's VarianceScaling.</item>
/// </list>
/// Uniform draws have the limits ±√(3 · variance). Normal draws are not truncated, as in PyTorch; Keras truncates wherever it says
/// normal, which is init_distribution: truncated_normal here, and calls the other untruncated_normal.
/// </summary>
internal sealed class VarianceScalingInitializer(double scale, string mode, string distribution) : Initializer
{
    public static IReadOnlyList<string> Modes { get; } = ["fan_in", "fan_out", "fan_avg"];

    public static IReadOnlyList<string> Distributions { get; } = ["normal", "truncated_normal", "uniform"];

    public override void Fill(Span<float> weights, int inputs, int outputs, RandomStream random)
    {
        var variance = scale / Fan(inputs, outputs);
        Initializer draws = distribution switch
        {
            "normal" => new NormalInitializer(Math.Sqrt(variance)),
            "truncated_normal" => new TruncatedNormalInitializer(Math.Sqrt(variance) / TruncatedNormalInitializer.DeviationLeft),
            "uniform" => new UniformInitializer(Math.Sqrt(3 * variance)),
            _ => throw new InvalidOperationException($"no distribution {distribution}"),
        };
        draws.Fill(weights, inputs, outputs, random);
    }

    private double Fan(int inputs, int outputs) => mode switch
    {
        "fan_in" => inputs,
        "fan_out" => outputs,
        "fan_avg" => ((double)inputs + outputs) / 2,
        _ => throw new InvalidOperationException($"no mode {mode}"),
    };
}
