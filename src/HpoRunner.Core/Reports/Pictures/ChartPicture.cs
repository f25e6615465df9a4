using System.Runtime.InteropServices;
using HpoRunner.Reports.Charts;
using HpoRunner.Reports.RunCharts;

namespace HpoRunner.Reports.Pictures;

/// <summary>Draws SVG files as PNG by librsvg in this process. Fonts and libraries are loaded once, not for every picture.</summary>
internal static class ChartPicture
{
    private const int Width = 1600;
    private const int Height = 900;

    /// <summary>Bytes of a row: cairo leaves no gap after rows of a multiple of four bytes.</summary>
    private const int Stride = 4 * Width;

    /// <summary>Draws each beside its file, two at once. A picture appears under its name only when complete.</summary>
    /// <param name="svgPaths">As they come.</param>
    /// <returns>How many could not be drawn.</returns>
    /// <exception cref="DllNotFoundException">librsvg or cairo is not installed.</exception>
    public static int DrawAll(IEnumerable<string> svgPaths)
    {
        using var coming = svgPaths.GetEnumerator();
        var failed = 0;
        FindFonts();
        var others = Enumerable.Range(1, ChartSet.AtOnce - 1).Select(_ => Task.Run(Work)).ToArray();
        Work();
        Task.WaitAll(others);
        return failed;

        void Work()
        {
            var surface = Librsvg.CreateSurface(Librsvg.Rgb24, Width, Height);
            var dots = new DotStamp(Width, Height);
            while (Next() is { } path)
            {
                if (!TryDraw(path, surface, dots))
                    Interlocked.Increment(ref failed);
            }
            Librsvg.DestroySurface(surface);
        }

        string? Next()
        {
            lock (coming)
                return coming.MoveNext() ? coming.Current : null;
        }
    }

    /// <summary>Draws a letter, before there is a chart to draw: the first text of a process takes as long as a whole picture.</summary>
    private static void FindFonts()
    {
        var surface = Librsvg.CreateSurface(Librsvg.Rgb24, 1, 1);
        var letter = "<svg xmlns='http://www.w3.org/2000/svg'><text font-family='Helvetica, Arial, sans-serif'>0</text></svg>"u8;
        TryRender(letter.ToArray(), surface);
        Librsvg.DestroySurface(surface);
    }

    private static bool TryDraw(string svgPath, nint surface, DotStamp dots)
    {
        Clear(surface);
        foreach (var layer in PictureLayers.Of(File.ReadAllBytes(svgPath)))
        {
            if (!TryRender(layer.Svg, surface))
                return false;
            if (layer.Dots is not { } cloud)
                continue;
            dots.Draw(MemoryMarshal.Cast<byte, uint>(Pixels(surface)), cloud);
            Librsvg.MarkDirty(surface);
        }
        var png = Path.ChangeExtension(svgPath, ".png");
        var part = Path.ChangeExtension(svgPath, ".part.png");
        using (var file = File.Create(part))
            PngFile.Write(file, Pixels(surface), Stride, Width, Height);
        File.Move(part, png, overwrite: true);
        return true;
    }

    private static void Clear(nint surface)
    {
        Pixels(surface).Fill(255);
        Librsvg.MarkDirty(surface);
    }

    /// <summary>Draws over what is there.</summary>
    private static bool TryRender(byte[] svg, nint surface)
    {
        var handle = Librsvg.Open(svg, (nuint)svg.Length, out _);
        if (handle == 0)
            return false;
        var context = Librsvg.CreateContext(surface);
        var isWhole = Librsvg.Render(handle, context, new Librsvg.Box(0, 0, Width, Height), out _);
        Librsvg.DestroyContext(context);
        Librsvg.Close(handle);
        return isWhole;
    }

    /// <summary>All that was drawn stands in them; whoever writes there marks the surface dirty before more is drawn.</summary>
    private static unsafe Span<byte> Pixels(nint surface)
    {
        Librsvg.Flush(surface);
        return new Span<byte>((void*)Librsvg.PixelsOf(surface), Stride * Height);
    }
}
