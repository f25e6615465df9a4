using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Augmentations;

/// <summary>
/// Left and right change places in every second picture, drawn by chance (torchvision's RandomHorizontalFlip with p = 0.5).
/// </summary>
internal sealed class HorizontalFlip(ImageShape shape) : Rearrangement(shape)
{
    protected override void Choose(Span<int> lines, Span<int> columns, RandomStream random)
    {
        if (random.NextInt(2) == 1)
            columns.Reverse();
    }
}
