using System.Numerics.Tensors;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Augmentations;

/// <summary>
/// x + d, the same d for the whole picture, uniform in [−size, size], in the units of the pixels as the network sees them: standard
/// deviations when they are standardized. Keras adds a share of the raw range instead, torchvision multiplies raw pixels.
/// </summary>
internal sealed class Brightness(ImageShape shape, double size) : Augmentation(shape)
{
    public override void Apply(ReadOnlySpan<float> from, Span<float> to, RandomStream random) =>
        TensorPrimitives.Add(from, (float)Within(size, random), to);
}
