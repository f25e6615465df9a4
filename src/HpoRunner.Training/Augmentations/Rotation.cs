using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Augmentations;

/// <summary>
/// Turns the picture about its centre by an angle that is uniform in [−degrees, degrees], counter-clockwise as people see it, where y
/// grows downwards. Each pixel takes what lay at (dy cos a + dx sin a, −dy sin a + dx cos a) from the centre, bilinear between pixels.
/// </summary>
internal sealed class Rotation(ImageShape shape, double degrees) : Augmentation(shape)
{
    public override void Apply(ReadOnlySpan<float> from, Span<float> to, RandomStream random) =>
        Turn(from, to, Within(degrees, random));

    /// <summary>By exactly this angle.</summary>
    public void Turn(ReadOnlySpan<float> from, Span<float> to, double angle)
    {
        var (height, width, channels) = Shape;
        var (sine, cosine) = Math.SinCos(angle * Math.PI / 180);
        var (middleY, middleX) = ((height - 1) / 2.0, (width - 1) / 2.0);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (dy, dx) = (y - middleY, x - middleX);
                var pixel = to.Slice((y * width + x) * channels, channels);
                Bilinear.Sample(from, Shape, middleY + dy * cosine + dx * sine, middleX - dy * sine + dx * cosine, pixel);
            }
        }
    }
}
