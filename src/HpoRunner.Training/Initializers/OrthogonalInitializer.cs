using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Initializers;

/// <summary>
/// A random matrix with orthonormal rows (n_in ≤ n_out) or columns (n_in > n_out), uniformly distributed over all such: independent
/// normal vectors, orthonormalized one after the other (Saxe et al. 2014; Gram–Schmidt applied twice, which is orthogonal to rounding).
/// Gain 1. PyTorch's version takes a QR decomposition and fixes its signs: the same distribution.
/// </summary>
internal sealed class OrthogonalInitializer : Initializer
{
    public override void Fill(Span<float> weights, int inputs, int outputs, RandomStream random)
    {
        var rowsAreVectors = inputs <= outputs;
        var count = Math.Min(inputs, outputs);
        var length = Math.Max(inputs, outputs);
        var vectors = new double[count][];
        for (var i = 0; i < count; i++)
        {
            vectors[i] = NextDirection(vectors.AsSpan(0, i), length, random);
            for (var j = 0; j < length; j++)
                weights[rowsAreVectors ? i * outputs + j : j * outputs + i] = (float)vectors[i][j];
        }
    }

    private static double[] NextDirection(ReadOnlySpan<double[]> before, int length, RandomStream random)
    {
        var vector = new double[length];
        foreach (ref var element in vector.AsSpan())
            element = random.NextNormal();
        for (var round = 0; round < 2; round++)
        foreach (var other in before)
            Elementary.AddScaled(vector, other, -Elementary.Dot(vector, other));
        var norm = Math.Sqrt(Elementary.Dot(vector, vector));
        foreach (ref var element in vector.AsSpan())
            element /= norm;
        return vector;
    }
}
