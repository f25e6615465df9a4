using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Initializers;

/// <summary>U(−0.05, 0.05) whatever the layer's size, as in Keras's RandomUniform.</summary>
internal sealed class UniformInitializer : Initializer
{
    private const double Limit = 0.05;

    public override void Fill(Span<float> weights, int inputs, int outputs, RandomStream random)
    {
        foreach (ref var weight in weights)
            weight = (float)(Limit * (2 * random.NextDouble() - 1));
    }
}
