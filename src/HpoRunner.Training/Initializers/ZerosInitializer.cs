using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Initializers;

/// <summary>All weights 0: right for a linear model, and for showing that hidden units then never differ.</summary>
internal sealed class ZerosInitializer : Initializer
{
    public override void Fill(Span<float> weights, int inputs, int outputs, RandomStream random) => weights.Clear();
}
