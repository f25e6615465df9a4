using System.Buffers.Text;
using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.Pictures;

/// <summary>A stretch of a saved chart as an SVG of its own, and the dots that come after it; the last has none.</summary>
internal sealed record PictureLayer(byte[] Svg, DotCloud? Dots);

/// <summary>
/// Takes the clouds of dots out of a saved chart. Rasterizers stroke each dot as a path of many edges, which made a third of what drawing
/// the charts of ten thousand trials took (docs/performance.md).
/// </summary>
internal static class PictureLayers
{
    /// <summary>In pixels; what is larger is none of our charts.</summary>
    private const double Largest = 10_000;

    /// <summary>How a cloud begins in a file that <see cref="SvgRenderer"/> wrote: an element right below the root.</summary>
    private static ReadOnlySpan<byte> Cloud => "<path data-mark=\"dots\" "u8;

    private static ReadOnlySpan<byte> CloudEnd => "/>"u8;

    /// <param name="svg">A whole file. What does not look like a cloud of ours stays in the SVG of its layer.</param>
    public static IReadOnlyList<PictureLayer> Of(byte[] svg)
    {
        var layers = new List<PictureLayer>();
        // Above the first '>' stand the root and its attributes, where '>' is written as a reference.
        var root = svg.AsSpan(0, svg.AsSpan().IndexOf((byte)'>') + 1);
        var start = root.Length;
        for (var at = start; Find(svg, at) is { } found; at = found.End)
        {
            if (Read(svg.AsSpan(found.Start, found.End - found.Start)) is not { } dots)
                continue;
            layers.Add(new([.. root, .. svg.AsSpan(start, found.Start - start), .. "</svg>"u8], dots));
            start = found.End;
        }
        layers.Add(new([.. root, .. svg.AsSpan(start)], null));
        return layers;
    }

    private static (int Start, int End)? Find(ReadOnlySpan<byte> svg, int from)
    {
        var start = svg[from..].IndexOf(Cloud);
        if (start < 0)
            return null;
        start += from;
        var length = svg[start..].IndexOf(CloudEnd);
        return length < 0 ? null : (start, start + length + CloudEnd.Length);
    }

    private static DotCloud? Read(ReadOnlySpan<byte> element)
    {
        var opacity = 1.0;
        var colour = Attribute(element, " stroke=\"#"u8);
        return colour.Length == 6 && Utf8Parser.TryParse(colour, out uint rgb, out var digits, 'x') && digits == colour.Length
            && TryNumber(Attribute(element, " stroke-width=\""u8), out var width) && width is > 0 and < Largest / 100
            && (Attribute(element, " opacity=\""u8) is { IsEmpty: true } || TryNumber(Attribute(element, " opacity=\""u8), out opacity))
            && Centres(Attribute(element, " d=\""u8)) is { } centres
            ? new DotCloud(centres, width / 2, rgb, opacity) : null;
    }

    /// <summary>Empty when it is not there.</summary>
    private static ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> element, ReadOnlySpan<byte> name)
    {
        var start = element.IndexOf(name);
        if (start < 0)
            return [];
        var value = element[(start + name.Length)..];
        return value[..Math.Max(0, value.IndexOf((byte)'"'))];
    }

    private static bool TryNumber(ReadOnlySpan<byte> text, out double value) =>
        Utf8Parser.TryParse(text, out value, out var read) && read == text.Length;

    /// <summary>Of "M8,9h0M…"; null when the path draws anything else.</summary>
    private static List<Pixel>? Centres(ReadOnlySpan<byte> path)
    {
        var centres = new List<Pixel>(path.Length / 12);
        while (!path.IsEmpty)
        {
            if (path[0] != 'M' || !Utf8Parser.TryParse(path[1..], out double x, out var first))
                return null;
            path = path[(1 + first)..];
            if (path.IsEmpty || path[0] != ',' || !Utf8Parser.TryParse(path[1..], out double y, out var second))
                return null;
            path = path[(1 + second)..];
            if (!path.StartsWith("h0"u8))
                return null;
            path = path[2..];
            if (!(Math.Abs(x) < Largest && Math.Abs(y) < Largest))
                return null;
            centres.Add(new Pixel(x, y));
        }
        return centres.Count > 0 ? centres : null;
    }
}
