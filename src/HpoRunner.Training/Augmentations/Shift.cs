using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Augmentations;

/// <summary>
/// Moves the picture by whole pixels, each of −pixels … pixels equally likely, down and across by draws of their own. What comes in at
/// an edge repeats the edge's pixels.
/// </summary>
internal sealed class Shift(ImageShape shape, int pixels) : Rearrangement(shape)
{
    protected override void Choose(Span<int> lines, Span<int> columns, RandomStream random)
    {
        Move(lines, random.NextInt(2 * pixels + 1) - pixels);
        Move(columns, random.NextInt(2 * pixels + 1) - pixels);
    }

    /// <summary>Down, or to the right, by exactly this much.</summary>
    internal static void Move(Span<int> places, int by)
    {
        for (var i = 0; i < places.Length; i++)
            places[i] = Math.Clamp(i - by, 0, places.Length - 1);
    }
}
