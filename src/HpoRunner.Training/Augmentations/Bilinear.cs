using HpoRunner.Training.Datasets;

namespace HpoRunner.Training.Augmentations;

/// <summary>
/// What a picture shows between its pixels: the four around the place, weighted by how near they are; beyond the edge the nearest pixel
/// goes on (scipy's map_coordinates with order=1, mode="nearest").
/// </summary>
internal static class Bilinear
{
    /// <summary>Writes all channels of the place (y, x), in pixels from the centre of the first pixel.</summary>
    public static void Sample(ReadOnlySpan<float> from, ImageShape shape, double y, double x, Span<float> pixel)
    {
        var (height, width, channels) = shape;
        y = Math.Clamp(y, 0, height - 1);
        x = Math.Clamp(x, 0, width - 1);
        var (top, left) = ((int)y, (int)x);
        var (bottom, right) = (Math.Min(top + 1, height - 1), Math.Min(left + 1, width - 1));
        var (down, across) = ((float)(y - top), (float)(x - left));
        for (var c = 0; c < channels; c++)
        {
            var upper = Between(from[(top * width + left) * channels + c], from[(top * width + right) * channels + c], across);
            var lower = Between(from[(bottom * width + left) * channels + c], from[(bottom * width + right) * channels + c], across);
            pixel[c] = Between(upper, lower, down);
        }
    }

    private static float Between(float first, float second, float share) => first + (second - first) * share;
}
