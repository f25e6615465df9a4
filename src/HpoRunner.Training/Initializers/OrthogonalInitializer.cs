using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Initializers;

/// <summary>
/// A random matrix with orthonormal rows (n_in ≤ n_out) or columns (n_in > n_out), uniformly distributed over all such: independent
/// normal vectors, orthonormalized one after the other (Saxe et al. 2014; Gram–Schmidt applied twice, which is orthogonal to rounding).
/// init_scale is the gain. PyTorch's version takes a QR decomposition and fixes its signs: the same distribution.
/// </summary>
internal sealed class OrthogonalInitializer : Initializer
{
    /// <summary>Vectors that meet each earlier one together, while it is in the cache.</summary>
    private const int Block = 16;

    public override void Fill(Span<float> weights, int inputs, int outputs, RandomStream random)
    {
        var rowsAreVectors = inputs <= outputs;
        var count = Math.Min(inputs, outputs);
        var length = Math.Max(inputs, outputs);
        var vectors = new double[count][];
        for (var first = 0; first < count; first += Block)
            FillBlock(vectors, first, Math.Min(Block, count - first), length, random);
        for (var i = 0; i < count; i++)
        for (var j = 0; j < length; j++)
            weights[rowsAreVectors ? i * outputs + j : j * outputs + i] = (float)vectors[i][j];
    }

    private static void FillBlock(double[][] vectors, int first, int count, int length, RandomStream random)
    {
        // Room for whole vectors of 16; what is beyond the length stays zero.
        var padded = PaddedMatrix.RoundUp(length, 16);
        for (var i = first; i < first + count; i++)
        {
            vectors[i] = new double[padded];
            foreach (ref var element in vectors[i].AsSpan(0, length))
                element = random.NextNormal();
        }
        for (var round = 0; round < 2; round++)
        for (var before = 0; before < first; before++)
        for (var i = first; i < first + count; i++)
            RemovePart(vectors[i], vectors[before]);
        for (var i = first; i < first + count; i++)
        {
            for (var round = 0; round < 2; round++)
            for (var before = first; before < i; before++)
                RemovePart(vectors[i], vectors[before]);
            var norm = Math.Sqrt(Elementary.Dot(vectors[i], vectors[i]));
            foreach (ref var element in vectors[i].AsSpan())
                element /= norm;
        }
    }

    /// <summary>x ← x − (xᵀu)u for a unit vector u; four sums at once, since one alone would wait for each addition.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RemovePart(double[] vector, double[] unit)
    {
        ref var x = ref MemoryMarshal.GetArrayDataReference(vector);
        ref var u = ref MemoryMarshal.GetArrayDataReference(unit);
        Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default;
        var length = (nuint)vector.Length;
        for (nuint i = 0; i < length; i += 16)
        {
            s0 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i), Vector256.LoadUnsafe(ref u, i), s0);
            s1 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i + 4), Vector256.LoadUnsafe(ref u, i + 4), s1);
            s2 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i + 8), Vector256.LoadUnsafe(ref u, i + 8), s2);
            s3 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i + 12), Vector256.LoadUnsafe(ref u, i + 12), s3);
        }
        var sum = s0 + s1 + (s2 + s3);
        var part = Vector256.Create(-(sum[0] + sum[1] + sum[2] + sum[3]));
        for (nuint i = 0; i < length; i += 4)
            Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref u, i), part, Vector256.LoadUnsafe(ref x, i)).StoreUnsafe(ref x, i);
    }
}
