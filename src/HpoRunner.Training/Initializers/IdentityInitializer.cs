using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Initializers;

/// <summary>
/// Ones where input and output have the same number, zeros elsewhere: a layer passes its input on (Le, Jaitly and Hinton 2015, for layers
/// that follow themselves). Hidden layers must be of one width, which is checked with the settings; into the first and out of the last
/// one the ones reach as far as the shorter side, as in PyTorch's eye_ and Keras's Identity.
/// </summary>
internal sealed class IdentityInitializer : Initializer
{
    public override void Fill(Span<float> weights, int inputs, int outputs, RandomStream random)
    {
        weights.Clear();
        for (var i = 0; i < Math.Min(inputs, outputs); i++)
            weights[i * outputs + i] = 1;
    }
}
