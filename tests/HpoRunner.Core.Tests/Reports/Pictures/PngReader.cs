using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using NUnit.Framework;

namespace HpoRunner.Reports.Pictures;

/// <summary>Reads what <see cref="PngFile"/> writes, strictly: signature, chunks in order, eight bits of RGB, rows without filter.</summary>
internal sealed class PngReader
{
    private readonly byte[] _rows;

    public PngReader(ReadOnlySpan<byte> file)
    {
        Assert.That(Convert.ToHexString(file[..8]), Is.EqualTo("89504E470D0A1A0A"));
        file = file[8..];
        while (file.Length > 0)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file);
            Chunks.Add((Encoding.ASCII.GetString(file.Slice(4, 4)), file.Slice(8, length).ToArray(),
                BinaryPrimitives.ReadUInt32BigEndian(file[(8 + length)..])));
            file = file[(12 + length)..];
        }
        Assert.That(Chunks.Select(chunk => chunk.Type), Is.EqualTo((string[])["IHDR", "IDAT", "IEND"]));
        var header = Chunks[0].Content;
        Assert.That(header[8..], Is.EqualTo(new byte[] { 8, 2, 0, 0, 0 }));
        (Width, Height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        using var deflate = new ZLibStream(new MemoryStream(Chunks[1].Content), CompressionMode.Decompress);
        var rows = new MemoryStream();
        deflate.CopyTo(rows);
        _rows = rows.ToArray();
        Assert.That(_rows, Has.Length.EqualTo(Height * (1 + (3 * Width))));
    }

    public List<(string Type, byte[] Content, uint Check)> Chunks { get; } = [];

    public int Width { get; }

    public int Height { get; }

    /// <summary>rrggbb</summary>
    public string this[int x, int y]
    {
        get
        {
            var row = y * (1 + (3 * Width));
            Assert.That(_rows[row], Is.Zero, "the filter of the row");
            return Convert.ToHexStringLower(_rows.AsSpan(row + 1 + (3 * x), 3));
        }
    }
}
