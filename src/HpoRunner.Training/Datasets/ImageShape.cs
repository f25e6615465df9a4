using System.Globalization;

namespace HpoRunner.Training.Datasets;

/// <summary>
/// How the features of a row make a picture: pixel (y, x) of channel c is feature (y · Width + x) · Channels + c, so a picture is read
/// line by line, the channels of a pixel side by side.
/// </summary>
public readonly record struct ImageShape(int Height, int Width, int Channels)
{
    /// <summary>What one side may measure, and how many channels there may be.</summary>
    public const int Largest = 65_536;

    public long ValueCount => (long)Height * Width * Channels;

    /// <summary>Height x width, or height x width x channels: "8x8", "28x28x1", "32x32x3". Null for anything else.</summary>
    public static ImageShape? Parse(string text)
    {
        var parts = text.Split('x');
        var sizes = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out sizes[i]) || sizes[i] is < 1 or > Largest)
                return null;
        }
        return sizes.Length switch
        {
            2 => new ImageShape(sizes[0], sizes[1], 1),
            3 => new ImageShape(sizes[0], sizes[1], sizes[2]),
            _ => null,
        };
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Height}x{Width}x{Channels}");
}
