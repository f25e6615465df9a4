using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Initializers;

/// <summary>
/// Every unit is connected to 15 inputs drawn at random, or to all where there are fewer, with weights from N(0, 1); the rest are zero
/// (Martens 2010; Sutskever et al. 2013, section 3.1). So a unit's input is as large for many inputs as for few; init_scale makes it
/// smaller. PyTorch's sparse_ sets a share of the weights out of each input to zero instead, and has the deviation 0.01.
/// </summary>
internal sealed class SparseInitializer : Initializer
{
    private const int Connections = 15;

    public override void Fill(Span<float> weights, int inputs, int outputs, RandomStream random)
    {
        weights.Clear();
        int[] order = [.. Enumerable.Range(0, inputs)];
        var count = Math.Min(Connections, inputs);
        for (var output = 0; output < outputs; output++)
        {
            // The first steps of Fisher and Yates: any 15 inputs are equally likely, whatever order the last unit left.
            for (var i = 0; i < count; i++)
            {
                var j = i + random.NextInt(inputs - i);
                (order[i], order[j]) = (order[j], order[i]);
                weights[order[i] * outputs + output] = (float)random.NextNormal();
            }
        }
    }
}
