using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Initializers;

/// <summary>U(−limit, limit). Under its own name the limit is 0.05 whatever the layer's size, as in Keras's RandomUniform.</summary>
internal sealed class UniformInitializer(double limit = 0.05) : Initializer
{
    public override void Fill(Span<float> weights, int inputs, int outputs, RandomStream random)
    {
        foreach (ref var weight in weights)
            weight = (float)(limit * (2 * random.NextDouble() - 1));
    }
}
