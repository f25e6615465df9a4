using System.Runtime.InteropServices;

namespace HpoRunner.Reports.Pictures;

/// <summary>
/// The few calls of librsvg (2.46 or later) and cairo that draw an SVG into memory. Handles of different threads do not meet, which is
/// what librsvg asks for. Only Linux finds the libraries under these names; elsewhere the first call throws
/// <see cref="DllNotFoundException"/>.
/// </summary>
internal static partial class Librsvg
{
    /// <summary>CAIRO_FORMAT_RGB24: 32 bits a pixel, in memory blue, green, red and one byte unused.</summary>
    public const int Rgb24 = 1;

    private const string Rsvg = "librsvg-2.so.2";
    private const string Cairo = "libcairo.so.2";

    public static bool IsInstalled
    {
        get
        {
            if (!NativeLibrary.TryLoad(Rsvg, out var library))
                return false;
            NativeLibrary.Free(library);
            return true;
        }
    }

    [LibraryImport(Rsvg, EntryPoint = "rsvg_handle_new_from_data")]
    public static partial nint Open(ReadOnlySpan<byte> svg, nuint length, out nint error);

    /// <summary>False when it could not be drawn whole.</summary>
    [LibraryImport(Rsvg, EntryPoint = "rsvg_handle_render_document")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool Render(nint handle, nint context, in Box viewport, out nint error);

    [LibraryImport("libgobject-2.0.so.0", EntryPoint = "g_object_unref")]
    public static partial void Close(nint handle);

    [LibraryImport(Cairo, EntryPoint = "cairo_image_surface_create")]
    public static partial nint CreateSurface(int format, int width, int height);

    [LibraryImport(Cairo, EntryPoint = "cairo_image_surface_get_data")]
    public static partial nint PixelsOf(nint surface);

    /// <summary>Waits until all that was drawn stands in the pixels.</summary>
    [LibraryImport(Cairo, EntryPoint = "cairo_surface_flush")]
    public static partial void Flush(nint surface);

    /// <summary>To be called when pixels were written directly.</summary>
    [LibraryImport(Cairo, EntryPoint = "cairo_surface_mark_dirty")]
    public static partial void MarkDirty(nint surface);

    [LibraryImport(Cairo, EntryPoint = "cairo_surface_destroy")]
    public static partial void DestroySurface(nint surface);

    [LibraryImport(Cairo, EntryPoint = "cairo_create")]
    public static partial nint CreateContext(nint surface);

    [LibraryImport(Cairo, EntryPoint = "cairo_destroy")]
    public static partial void DestroyContext(nint context);

    /// <summary>RsvgRectangle, in pixels.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct Box(double X, double Y, double Width, double Height);
}
