using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Augmentations;

/// <summary>
/// Surrounds the picture by a margin that mirrors it (the edge itself is not repeated) and cuts a piece of the old size out of it, each
/// place equally likely: torchvision's RandomCrop with padding_mode="reflect". Beside <see cref="Shift"/> it differs in what comes in.
/// </summary>
internal sealed class PaddedCrop(ImageShape shape, int padding) : Rearrangement(shape)
{
    protected override void Choose(Span<int> lines, Span<int> columns, RandomStream random)
    {
        Cut(lines, random.NextInt(2 * padding + 1) - padding);
        Cut(columns, random.NextInt(2 * padding + 1) - padding);
    }

    /// <summary>The piece that begins at this line, or column, of the picture, from −padding to padding.</summary>
    internal static void Cut(Span<int> places, int first)
    {
        for (var i = 0; i < places.Length; i++)
            places[i] = Mirrored(i + first, places.Length);
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
