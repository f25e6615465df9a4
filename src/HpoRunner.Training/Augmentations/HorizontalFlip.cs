using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Augmentations;

/// <summary>Left and right change places in every second picture, drawn by chance (torchvision's RandomHorizontalFlip with p = 0.5).</summary>
internal sealed class HorizontalFlip(ImageShape shape) : Augmentation(shape)
{
    public override void Apply(ReadOnlySpan<float> from, Span<float> to, RandomStream random)
    {
        if (random.NextInt(2) == 0)
        {
            from.CopyTo(to);
            return;
        }
        var (height, width, channels) = Shape;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                from.Slice((y * width + width - 1 - x) * channels, channels).CopyTo(to[((y * width + x) * channels)..]);
        }
    }
}
