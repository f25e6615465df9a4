using System.Runtime.CompilerServices;
using HpoRunner.Training.Datasets;

namespace HpoRunner.Training.Augmentations;

/// <summary>
/// What a picture shows between its pixels: the four around the place, weighted by how near they are; beyond the edge the nearest pixel
/// goes on (scipy's map_coordinates with order=1, mode="nearest").
/// </summary>
internal static class Bilinear
{
    /// <summary>Writes all channels of the place (y, x), in pixels from the centre of the first pixel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sample(ReadOnlySpan<float> from, ImageShape shape, double y, double x, Span<float> pixel)
    {
        var (height, width, channels) = shape;
        y = double.MaxNative(double.MinNative(y, height - 1), 0);
        x = double.MaxNative(double.MinNative(x, width - 1), 0);
        var (top, left) = ((int)y, (int)x);
        var (bottom, right) = (Math.Min(top + 1, height - 1), Math.Min(left + 1, width - 1));
        var (down, across) = ((float)(y - top), (float)(x - left));
        var above = from[(top * width * channels)..];
        var below = from[(bottom * width * channels)..];
        (left, right) = (left * channels, right * channels);
        for (var c = 0; c < channels; c++)
            pixel[c] = Between(
                Between(above[left + c], above[right + c], across), Between(below[left + c], below[right + c], across), down);
    }

    private static float Between(float first, float second, float share) => first + (second - first) * share;
}
