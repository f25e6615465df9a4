using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Initializers;

/// <summary>
/// N(0, σ²) where draws beyond ±2σ are drawn again. Under its own name σ = 0.05 whatever the layer's size, as in Keras's TruncatedNormal;
/// σ is the deviation before the cut, which leaves <see cref="DeviationLeft"/> of it. PyTorch's trunc_normal_ cuts at ±2, not ±2σ.
/// </summary>
internal sealed class TruncatedNormalInitializer(double standardDeviation = 0.05) : Initializer
{
    /// <summary>√(1 − 4φ(2)/(2Φ(2) − 1)): the deviation of a standard normal cut at ±2.</summary>
    public const double DeviationLeft = 0.87962566103423978;

    private const double Cut = 2;

    public override void Fill(Span<float> weights, int inputs, int outputs, RandomStream random)
    {
        foreach (ref var weight in weights)
        {
            double draw;
            do
                draw = random.NextNormal();
            while (Math.Abs(draw) > Cut);
            weight = (float)(standardDeviation * draw);
        }
    }
}
