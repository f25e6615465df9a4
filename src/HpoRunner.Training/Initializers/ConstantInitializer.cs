using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Initializers;

/// <summary>
/// All weights alike: zeros, ones, or constant with init_value (0.05). Right for a linear model, and for showing that hidden units which
/// start alike never differ.
/// </summary>
internal sealed class ConstantInitializer(double value) : Initializer
{
    public override void Fill(Span<float> weights, int inputs, int outputs, RandomStream random) => weights.Fill((float)value);
}
