using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Initializers;

/// <summary>
/// Independent draws with mean 0 and a variance that keeps the size of signals from layer to layer:
/// <list type="bullet">
/// <item>Glorot: 2/(n_in + n_out), for signals and gradients alike (Glorot and Bengio 2010, equations 12 and 16).</item>
/// <item>He: 2/n_in, for ReLU, which halves the signal (He et al. 2015, equation 10).</item>
/// </list>
/// Uniform draws have the limits ±√(3 · variance). Normal draws are not truncated, as in PyTorch; Keras truncates at 2σ.
/// </summary>
internal sealed class FanScaledInitializer(FanScaledInitializer.Fan fan, bool normal) : Initializer
{
    public enum Fan
    {
        Glorot,
        He,
    }

    public override void Fill(Span<float> weights, int inputs, int outputs, RandomStream random)
    {
        var variance = Variance(inputs, outputs);
        if (normal)
        {
            var standardDeviation = Math.Sqrt(variance);
            foreach (ref var weight in weights)
                weight = (float)(standardDeviation * random.NextNormal());
            return;
        }
        var limit = Math.Sqrt(3 * variance);
        foreach (ref var weight in weights)
            weight = (float)(limit * (2 * random.NextDouble() - 1));
    }

    private double Variance(int inputs, int outputs) => fan switch
    {
        Fan.Glorot => 2.0 / ((double)inputs + outputs),
        Fan.He => 2.0 / inputs,
        _ => throw new InvalidOperationException($"no variance for {fan}"),
    };
}
