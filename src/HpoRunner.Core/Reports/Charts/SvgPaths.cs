using System.Runtime.CompilerServices;
using System.Text;
using HpoRunner.Reports.Page;

namespace HpoRunner.Reports.Charts;

/// <summary>
/// Path data. Round dots are lines of no length with round caps ("M8,9h0"), which is the shortest way to write ten thousand of them;
/// coordinates have one decimal.
/// </summary>
internal static class SvgPaths
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static string Dots(ReadOnlySpan<Pixel> pixels)
    {
        const int Longest = (2 * HtmlWriter.LongestPixels) + 4;
        var path = new char[Math.Max(Longest, 16 * pixels.Length)];
        var end = 0;
        foreach (var pixel in pixels)
        {
            if (path.Length - end < Longest)
                Array.Resize(ref path, 2 * path.Length);
            path[end++] = 'M';
            end += HtmlWriter.Pixels(Math.Round(pixel.X, 1), path.AsSpan(end));
            path[end++] = ',';
            end += HtmlWriter.Pixels(Math.Round(pixel.Y, 1), path.AsSpan(end));
            path[end++] = 'h';
            path[end++] = '0';
        }
        return new string(path, 0, end);
    }

    /// <summary>Shapes of one kind around the points; r is half their height.</summary>
    public static string Shapes(ReadOnlySpan<Pixel> pixels, DotShape shape, double r)
    {
        var path = new StringBuilder();
        foreach (var (x, y) in pixels)
        {
            var d = r * 0.85;
            _ = shape switch
            {
                DotShape.Cross =>
                    Relative(Relative(Relative(Move(path, x - d, y - d), 'l', 2 * d, 2 * d), 'm', 0, -2 * d), 'l', -2 * d, 2 * d),
                DotShape.Plus => Relative(Move(Relative(Move(path, x - r, y), 'l', 2 * r, 0), x, y - r), 'l', 0, 2 * r),
                DotShape.Diamond => Relative(Relative(Relative(Move(path, x, y - r), 'l', r, r), 'l', -r, r), 'l', -r, -r).Append('z'),
                DotShape.TriangleDown => Relative(Relative(Move(path, x - r, y - (0.8 * r)), 'l', 2 * r, 0), 'l', -r, 1.7 * r).Append('z'),
                DotShape.TriangleUp => Relative(Relative(Move(path, x - r, y + (0.8 * r)), 'l', 2 * r, 0), 'l', -r, -1.7 * r).Append('z'),
                DotShape.TriangleLeft => Relative(Relative(Move(path, x + (0.8 * r), y - r), 'l', 0, 2 * r), 'l', -1.7 * r, -r).Append('z'),
                DotShape.TriangleRight => Relative(Relative(Move(path, x - (0.8 * r), y - r), 'l', 0, 2 * r), 'l', 1.7 * r, -r).Append('z'),
                DotShape.Square => Relative(Relative(Relative(Move(path, x - d, y - d), 'l', 2 * d, 0), 'l', 0, 2 * d), 'l', -2 * d, 0)
                    .Append('z'),
                _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "Round dots are drawn by Dots"),
            };
        }
        return path.ToString();
    }

    /// <summary>A line through the points, broken where one is not finite; a single point between gaps becomes a dot.</summary>
    public static string Line(IReadOnlyList<(double X, double Y)> pixels, bool step)
    {
        var path = new StringBuilder();
        var drawing = false;
        for (var i = 0; i < pixels.Count; i++)
        {
            var (x, y) = pixels[i];
            if (!double.IsFinite(x) || !double.IsFinite(y))
            {
                drawing = false;
                continue;
            }
            if (!drawing)
                Move(path, x, y);
            else if (step)
                path.Append('H').Append(Number(x)).Append('V').Append(Number(y));
            else
                path.Append('L').Append(Number(x)).Append(',').Append(Number(y));
            var alone = !drawing && (i + 1 == pixels.Count || !double.IsFinite(pixels[i + 1].X) || !double.IsFinite(pixels[i + 1].Y));
            if (alone)
                path.Append("h0");
            drawing = true;
        }
        return path.ToString();
    }

    public static string Area(IReadOnlyList<(double X, double Low, double High)> pixels)
    {
        var path = new StringBuilder();
        var run = new List<(double X, double Low, double High)>();
        foreach (var point in pixels.Append((double.NaN, 0, 0)))
        {
            if (double.IsFinite(point.Item1) && double.IsFinite(point.Item2) && double.IsFinite(point.Item3))
            {
                run.Add(point);
                continue;
            }
            if (run.Count > 1)
            {
                Move(path, run[0].X, run[0].High);
                foreach (var (x, _, high) in run.Skip(1))
                    path.Append('L').Append(Number(x)).Append(',').Append(Number(high));
                foreach (var (x, low, _) in Enumerable.Reverse(run))
                    path.Append('L').Append(Number(x)).Append(',').Append(Number(low));
                path.Append('z');
            }
            run.Clear();
        }
        return path.ToString();
    }

    public static string Rectangle(double x, double y, double width, double height) =>
        $"M{Number(x)},{Number(y)}h{Number(width)}v{Number(height)}h{Number(-width)}z";

    public static string Across(double x, double y, double toX) => $"M{Number(x)},{Number(y)}H{Number(toX)}";

    public static string Down(double x, double y, double toY) => $"M{Number(x)},{Number(y)}V{Number(toY)}";

    public static string Number(double value) => HtmlWriter.Pixels(Math.Round(value, 1));

    private static StringBuilder Move(StringBuilder path, double x, double y) =>
        Relative(path, 'M', x, y);

    private static StringBuilder Relative(StringBuilder path, char command, double x, double y) =>
        Append(Append(path.Append(command), x).Append(','), y);

    /// <summary><see cref="Number"/> without a string of its own.</summary>
    private static StringBuilder Append(StringBuilder path, double value)
    {
        Span<char> text = stackalloc char[HtmlWriter.LongestPixels];
        return path.Append(text[..HtmlWriter.Pixels(Math.Round(value, 1), text)]);
    }
}
