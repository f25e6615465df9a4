using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Initializers;

/// <summary>N(0, σ²). Under its own name σ = 0.05 whatever the layer's size, as in Keras's RandomNormal.</summary>
internal sealed class NormalInitializer(double standardDeviation = 0.05) : Initializer
{
    public override void Fill(Span<float> weights, int inputs, int outputs, RandomStream random)
    {
        foreach (ref var weight in weights)
            weight = (float)(standardDeviation * random.NextNormal());
    }
}
