using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Initializers;

/// <summary>N(0, σ²) with σ = 0.05 whatever the layer's size, as in Keras's RandomNormal.</summary>
internal sealed class NormalInitializer : Initializer
{
    private const double StandardDeviation = 0.05;

    public override void Fill(Span<float> weights, int inputs, int outputs, RandomStream random)
    {
        foreach (ref var weight in weights)
            weight = (float)(StandardDeviation * random.NextNormal());
    }
}
