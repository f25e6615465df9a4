using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Augmentations;

/// <summary>Top and bottom change places in every second picture, drawn by chance (torchvision's RandomVerticalFlip with p = 0.5).</summary>
internal sealed class VerticalFlip(ImageShape shape) : Augmentation(shape)
{
    public override void Apply(ReadOnlySpan<float> from, Span<float> to, RandomStream random)
    {
        if (random.NextInt(2) == 0)
        {
            from.CopyTo(to);
            return;
        }
        var line = Shape.Width * Shape.Channels;
        for (var y = 0; y < Shape.Height; y++)
            from.Slice((Shape.Height - 1 - y) * line, line).CopyTo(to[(y * line)..]);
    }
}
