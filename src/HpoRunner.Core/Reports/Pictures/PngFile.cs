using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Reports.Pictures;

/// <summary>
/// Writes pixels as a PNG (ISO/IEC 15948): eight bits of red, green and blue, no filter, one IDAT chunk, compressed for speed. Charts are
/// flat colours: filters and harder compression take several times as long and save little.
/// </summary>
internal static class PngFile
{
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly uint[] CrcTable = CreateCrcTable();

    /// <summary>Where the bytes of four pixels in red, green, blue come from; the last four are of no use.</summary>
    private static Vector128<byte> BlueLast => Vector128.Create((byte)2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, 3, 7, 11, 15);

    /// <param name="pixels">Rows of <paramref name="stride"/> bytes: blue, green, red and one byte unused for each pixel.</param>
    public static void Write(Stream file, ReadOnlySpan<byte> pixels, int stride, int width, int height)
    {
        file.Write(Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        // Eight bits a channel, colour type 2 (red, green, blue), deflate, the usual filters, not interlaced.
        (header[8], header[9], header[10], header[11], header[12]) = (8, 2, 0, 0, 0);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, Compressed(pixels, stride, width, height));
        Chunk(file, "IEND"u8, []);
    }

    private static ReadOnlySpan<byte> Compressed(ReadOnlySpan<byte> pixels, int stride, int width, int height)
    {
        var compressed = new MemoryStream();
        using (var deflate = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[1 + (3 * width)];
            for (var y = 0; y < height; y++)
            {
                Reorder(pixels.Slice(y * stride, 4 * width), row.AsSpan(1));
                deflate.Write(row);
            }
        }
        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Reorder(ReadOnlySpan<byte> bgrx, Span<byte> rgb)
    {
        int from = 0, to = 0;
        // Four pixels at once; the four bytes too many that this writes are overwritten by what follows.
        for (; from + 16 <= bgrx.Length && to + 16 <= rgb.Length; from += 16, to += 12)
            Vector128.Shuffle(Vector128.Create(bgrx[from..]), BlueLast).CopyTo(rgb[to..]);
        for (; from < bgrx.Length; from += 4, to += 3)
        {
            rgb[to] = bgrx[from + 2];
            rgb[to + 1] = bgrx[from + 1];
            rgb[to + 2] = bgrx[from];
        }
    }

    /// <summary>Length, type, content, and a check over the last two.</summary>
    private static void Chunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(type);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), content));
        file.Write(number);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            crc = CrcTable[(byte)(crc ^ value)] ^ (crc >> 8);
        return crc;
    }

    /// <summary>CRC-32 of ISO 3309, as Annex D of the standard has it.</summary>
    private static uint[] CreateCrcTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
            table[i] = crc;
        }
        return table;
    }
}
