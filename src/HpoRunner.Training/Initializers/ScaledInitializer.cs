using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Initializers;

/// <summary>Another initializer's weights times init_scale: its standard deviation, limit or gain, not its variance.</summary>
internal sealed class ScaledInitializer(Initializer inner, double scale) : Initializer
{
    public override void Fill(Span<float> weights, int inputs, int outputs, RandomStream random)
    {
        inner.Fill(weights, inputs, outputs, random);
        foreach (ref var weight in weights)
            weight = (float)(weight * scale);
    }
}
