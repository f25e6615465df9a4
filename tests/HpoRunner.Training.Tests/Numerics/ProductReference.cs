namespace HpoRunner.Training.Numerics;

/// <summary>The products as three loops over row-major arrays: what the tiles must give to the bit.</summary>
internal static class ProductReference
{
    /// <summary>start[c] + Σ_k x[r, k] · w[k, c], k in order, each step a fused multiply-add.</summary>
    public static float[,] Multiply(float[,] x, float[,] w, float[]? start)
    {
        var result = new float[x.GetLength(0), w.GetLength(1)];
        for (var r = 0; r < result.GetLength(0); r++)
        for (var c = 0; c < result.GetLength(1); c++)
        {
            var sum = start?[c] ?? 0;
            for (var k = 0; k < w.GetLength(0); k++)
                sum = MathF.FusedMultiplyAdd(x[r, k], w[k, c], sum);
            result[r, c] = sum;
        }
        return result;
    }

    public static float[,] Transpose(float[,] x)
    {
        var result = new float[x.GetLength(1), x.GetLength(0)];
        for (var r = 0; r < x.GetLength(0); r++)
        for (var c = 0; c < x.GetLength(1); c++)
            result[c, r] = x[r, c];
        return result;
    }

    public static float[,] Random(int rows, int columns, ulong seed)
    {
        var random = new RandomStream(seed);
        var result = new float[rows, columns];
        for (var r = 0; r < rows; r++)
        for (var c = 0; c < columns; c++)
            result[r, c] = (float)random.NextNormal();
        return result;
    }
}
