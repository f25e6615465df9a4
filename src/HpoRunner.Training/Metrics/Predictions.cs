using HpoRunner.Training.Datasets;

namespace HpoRunner.Training.Metrics;

/// <summary>A network's predictions, row-major [rows × width], beside what was true.</summary>
internal readonly record struct Predictions(ReadOnlyMemory<float> Values, int Width, Samples Truth)
{
    public int RowCount => Truth.RowCount;

    public ReadOnlySpan<float> Row(int row) => Values.Span.Slice(row * Width, Width);

    /// <summary>The most probable class of a row, the first one where several are; NaN never is.</summary>
    public int PredictedClass(int row)
    {
        var probabilities = Row(row);
        var best = 0;
        for (var i = 1; i < probabilities.Length; i++)
            if (probabilities[i] > probabilities[best])
                best = i;
        return best;
    }
}
