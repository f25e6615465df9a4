using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Augmentations;

/// <summary>
/// Surrounds the picture by a margin that mirrors it (the edge itself is not repeated) and cuts a piece of the old size out of it, each
/// place equally likely: torchvision's RandomCrop with padding_mode="reflect". Beside <see cref="Shift"/> it differs in what comes in.
/// </summary>
internal sealed class PaddedCrop(ImageShape shape, int padding) : Augmentation(shape)
{
    public override void Apply(ReadOnlySpan<float> from, Span<float> to, RandomStream random)
    {
        var top = random.NextInt(2 * padding + 1) - padding;
        var left = random.NextInt(2 * padding + 1) - padding;
        Cut(from, to, top, left);
    }

    /// <summary>The piece whose first pixel lies at (top, left) of the picture, each from −padding to padding.</summary>
    public void Cut(ReadOnlySpan<float> from, Span<float> to, int top, int left)
    {
        var (height, width, channels) = Shape;
        for (var y = 0; y < height; y++)
        {
            var line = Mirrored(y + top, height) * width;
            for (var x = 0; x < width; x++)
                from.Slice((line + Mirrored(x + left, width)) * channels, channels).CopyTo(to[((y * width + x) * channels)..]);
        }
    }

    /// <summary>… 2 1 [0 1 2 … n−1] n−2 n−3 …, over and over.</summary>
    private static int Mirrored(int place, int length)
    {
        if (length == 1)
            return 0;
        var period = 2 * (length - 1);
        var inside = ((place % period) + period) % period;
        return inside < length ? inside : period - inside;
    }
}
