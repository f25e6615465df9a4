using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Augmentations;

/// <summary>
/// One way to change a picture without changing what it shows. Each call draws anew, always the same number of times, so that what a
/// picture becomes never depends on its pixels. Outside the picture its nearest pixel goes on, unless an augmentation says otherwise:
/// nobody knows which value is the background.
/// </summary>
internal abstract class Augmentation(ImageShape shape)
{
    protected ImageShape Shape => shape;

    /// <summary>From one picture to another, both of <see cref="ImageShape.ValueCount"/> values and in no place the same memory.</summary>
    public abstract void Apply(ReadOnlySpan<float> from, Span<float> to, RandomStream random);

    /// <summary>Uniform in [−size, size).</summary>
    protected static double Within(double size, RandomStream random) => size * (2 * random.NextDouble() - 1);
}
