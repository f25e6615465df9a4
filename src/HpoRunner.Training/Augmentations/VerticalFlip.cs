using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Augmentations;

/// <summary>
/// Top and bottom change places in every second picture, drawn by chance (torchvision's RandomVerticalFlip with p = 0.5).
/// </summary>
internal sealed class VerticalFlip(ImageShape shape) : Rearrangement(shape)
{
    protected override void Choose(Span<int> lines, Span<int> columns, RandomStream random)
    {
        if (random.NextInt(2) == 1)
            lines.Reverse();
    }
}
