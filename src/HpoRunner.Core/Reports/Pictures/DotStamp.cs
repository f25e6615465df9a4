namespace HpoRunner.Reports.Pictures;

/// <summary>
/// Draws clouds of dots into pixels of 32 bits. What each pixel is covered by is gathered first, the largest of all dots, and coloured
/// once. A dot is copied from one of a hundred made before, for centres at each tenth of a pixel, which is what charts are written in.
/// </summary>
internal sealed class DotStamp(int width, int height)
{
    private const int Tenths = 10;

    private readonly byte[] _covered = new byte[width * height];

    /// <param name="pixels">0xRRGGBB of each, row by row without gaps.</param>
    public void Draw(Span<uint> pixels, DotCloud cloud)
    {
        var size = (2 * (int)Math.Ceiling(cloud.Radius)) + 3;
        var stamps = new byte[Tenths * Tenths][];
        var (top, bottom) = (height, -1);
        foreach (var (x, y) in cloud.Centres)
        {
            var (left, dx) = Place(x, size);
            var (upper, dy) = Place(y, size);
            var stamp = stamps[(dy * Tenths) + dx] ??= Create(cloud.Radius, size, dx, dy);
            Press(stamp, size, left, upper);
            (top, bottom) = (Math.Min(top, upper), Math.Max(bottom, upper + size - 1));
        }
        var opacity = (int)Math.Round(cloud.Opacity * 255);
        for (var row = Math.Max(0, top); row <= Math.Min(height - 1, bottom); row++)
            Colour(pixels.Slice(row * width, width), _covered.AsSpan(row * width, width), cloud.Colour, opacity);
    }

    /// <summary>The first pixel of a stamp whose middle pixel holds the coordinate, and the tenth of that pixel at which it lies.</summary>
    private static (int First, int Tenth) Place(double coordinate, int size)
    {
        var tenths = (int)Math.Round(coordinate * Tenths);
        var pixel = Math.DivRem(tenths, Tenths, out var tenth);
        if (tenth < 0)
            (pixel, tenth) = (pixel - 1, tenth + Tenths);
        return (pixel - (size / 2), tenth);
    }

    /// <summary>
    /// How much of each pixel a dot covers, of 255, by the distance of the pixel's middle from the edge: exact for a straight edge that
    /// runs along the pixels, and within a tenth for round ones from one pixel of radius on.
    /// </summary>
    private static byte[] Create(double radius, int size, int dx, int dy)
    {
        var stamp = new byte[size * size];
        var (centreX, centreY) = ((size / 2) + ((double)dx / Tenths), (size / 2) + ((double)dy / Tenths));
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                var (x, y) = (column + 0.5 - centreX, row + 0.5 - centreY);
                var covered = Math.Clamp(radius + 0.5 - Math.Sqrt((x * x) + (y * y)), 0, 1);
                stamp[(row * size) + column] = (byte)Math.Round(covered * 255);
            }
        }
        return stamp;
    }

    private void Press(byte[] stamp, int size, int left, int upper)
    {
        var (first, last) = (Math.Max(0, -left), Math.Min(size, width - left));
        for (var row = Math.Max(0, -upper); row < Math.Min(size, height - upper) && first < last; row++)
        {
            var from = stamp.AsSpan((row * size) + first, last - first);
            var to = _covered.AsSpan(((upper + row) * width) + left + first, last - first);
            for (var i = 0; i < from.Length; i++)
                to[i] = Math.Max(to[i], from[i]);
        }
    }

    /// <summary>Mixes the colour into one row where it is covered, and leaves nothing covered.</summary>
    private static void Colour(Span<uint> pixels, Span<byte> covered, uint colour, int opacity)
    {
        var next = 0;
        while (covered[next..].IndexOfAnyExcept((byte)0) is >= 0 and var gap)
        {
            next += gap;
            for (; next < covered.Length && covered[next] != 0; next++)
            {
                var share = covered[next] * opacity;
                var below = pixels[next];
                pixels[next] = Mix(below, colour, 0, share) | Mix(below, colour, 8, share) | Mix(below, colour, 16, share);
                covered[next] = 0;
            }
        }
    }

    /// <param name="share">Of the colour, of 255 × 255.</param>
    private static uint Mix(uint below, uint colour, int shift, int share)
    {
        const int Whole = 255 * 255;
        var (from, to) = ((int)(byte)(below >> shift), (int)(byte)(colour >> shift));
        return (uint)((((from * (Whole - share)) + (to * share) + (Whole / 2)) / Whole) << shift);
    }
}
