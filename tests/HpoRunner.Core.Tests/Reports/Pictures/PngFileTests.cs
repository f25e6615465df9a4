using NUnit.Framework;

namespace HpoRunner.Reports.Pictures;

internal sealed class PngFileTests
{
    [Test]
    public void Write_RowsWithPadding_KeepsEveryPixel()
    {
        // Two rows of two pixels, each row twelve bytes long: blue, green, red, unused.
        byte[] pixels = [1, 2, 3, 99, 4, 5, 6, 99, 0, 0, 0, 0, 0xFF, 0x80, 0, 99, 7, 8, 9, 99, 0, 0, 0, 0];

        var picture = new PngReader(Written(pixels, 12, 2, 2));

        Assert.That((picture.Width, picture.Height), Is.EqualTo((2, 2)));
        Assert.That((string[])[picture[0, 0], picture[1, 0], picture[0, 1], picture[1, 1]],
            Is.EqualTo((string[])["030201", "060504", "0080ff", "090807"]));
    }

    [Test]
    public void Write_Chunks_CarryTheirChecks()
    {
        var picture = new PngReader(Written([0, 0, 0, 0], 4, 1, 1));

        // python3 -c "import zlib; print(hex(zlib.crc32(b'IHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0')), hex(zlib.crc32(b'IEND')))"
        // 0x907753de 0xae426082
        Assert.That((picture.Chunks[0].Check, picture.Chunks[2].Check), Is.EqualTo((0x907753deu, 0xae426082u)));
    }

    private static byte[] Written(byte[] pixels, int stride, int width, int height)
    {
        var file = new MemoryStream();
        PngFile.Write(file, pixels, stride, width, height);
        return file.ToArray();
    }
}
