using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Initializers;

/// <summary>How the weights of a dense layer start; biases start at zero.</summary>
internal abstract class Initializer
{
    /// <summary>
    /// Fills row-major weights [inputs × outputs], in that order of draws; n_in = inputs and n_out = outputs in the formulas.
    /// </summary>
    public abstract void Fill(Span<float> weights, int inputs, int outputs, RandomStream random);
}
