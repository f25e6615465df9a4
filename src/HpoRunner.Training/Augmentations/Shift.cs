using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Augmentations;

/// <summary>
/// Moves the picture by whole pixels, each of −pixels … pixels equally likely, down and across by draws of their own. What comes in at
/// an edge repeats the edge's pixels.
/// </summary>
internal sealed class Shift(ImageShape shape, int pixels) : Augmentation(shape)
{
    public override void Apply(ReadOnlySpan<float> from, Span<float> to, RandomStream random)
    {
        var down = random.NextInt(2 * pixels + 1) - pixels;
        var right = random.NextInt(2 * pixels + 1) - pixels;
        Move(from, to, down, right);
    }

    /// <summary>By exactly this much.</summary>
    public void Move(ReadOnlySpan<float> from, Span<float> to, int down, int right)
    {
        var (height, width, channels) = Shape;
        for (var y = 0; y < height; y++)
        {
            var line = Math.Clamp(y - down, 0, height - 1) * width;
            for (var x = 0; x < width; x++)
            {
                var source = line + Math.Clamp(x - right, 0, width - 1);
                from.Slice(source * channels, channels).CopyTo(to[((y * width + x) * channels)..]);
            }
        }
    }
}
