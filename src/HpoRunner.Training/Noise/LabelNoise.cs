using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Noise;

/// <summary>
/// A share of the training rows gets a wrong class, each of the others equally likely, once and for the whole training: what badly
/// labelled data do. Rounded to whole rows; with one class nothing can be wrong. Validation and early stopping see true classes.
/// </summary>
internal static class LabelNoise
{
    public static Samples Flip(Samples samples, double share, ulong seed)
    {
        if (share == 0 || samples.ClassCount < 2)
            return samples;
        var random = RandomStream.Derive(seed, "label noise");
        int[] rows = [.. Enumerable.Range(0, samples.RowCount)];
        random.Shuffle(rows.AsSpan());
        int[] classes = [.. samples.Classes];
        foreach (var row in rows.AsSpan(0, (int)Math.Round(share * rows.Length, MidpointRounding.AwayFromZero)))
            classes[row] = (classes[row] + 1 + random.NextInt(samples.ClassCount - 1)) % samples.ClassCount;
        return samples.WithClasses(classes);
    }
}
