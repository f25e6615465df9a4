using System.Buffers.Binary;
using System.IO.Compression;
using static System.FormattableString;

namespace HpoRunner.Training.Datasets;

/// <summary>
/// The IDX format of the MNIST files (LeCun, Cortes and Burges): two zero bytes, a type, the number of dimensions, their sizes as
/// big-endian 32-bit numbers, and then the elements, big-endian, the last dimension fastest. May be compressed by gzip, as those are.
/// </summary>
internal sealed class IdxFile
{
    private const int MostDimensions = 8;

    private readonly byte[] _bytes;
    private readonly byte _type;
    private readonly int _start;

    private IdxFile(string path, byte[] stored, byte[] bytes)
    {
        Name = Path.GetFileName(path);
        (Stored, _bytes) = (stored, bytes);
        if (bytes.Length < 4 || bytes[0] != 0 || bytes[1] != 0)
            throw Problem(0, $"the file begins with {Shown(bytes)}; an IDX file begins with 00 00, a type and a number of dimensions");
        _type = bytes[2];
        if (ElementSize == 0)
            throw Problem(
                2,
                Invariant($"0x{_type:X2} is no type of an IDX file; allowed: 08 (bytes), 09, 0B, 0C (whole numbers), 0D, 0E (floats)"));
        var count = (int)bytes[3];
        if (count is 0 or > MostDimensions)
            throw Problem(3, Invariant($"{count} dimensions; allowed: 1 to {MostDimensions}"));
        _start = 4 + 4 * count;
        if (bytes.Length < _start)
            throw Problem(bytes.Length, Invariant($"the file ends within the sizes of its {count} dimensions"));
        var sizes = new long[count];
        for (var i = 0; i < count; i++)
            sizes[i] = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(4 + 4 * i));
        CheckLength(sizes);
        Sizes = [.. sizes.Select(size => (int)size)];
    }

    /// <summary>Without its folder, as problems name it.</summary>
    public string Name { get; }

    /// <summary>The bytes on disk, compressed or not.</summary>
    public byte[] Stored { get; }

    /// <summary>Elements along each dimension; the first counts the rows.</summary>
    public IReadOnlyList<int> Sizes { get; }

    private int ElementSize => _type switch { 0x08 or 0x09 => 1, 0x0B => 2, 0x0C or 0x0D => 4, 0x0E => 8, _ => 0 };

    /// <summary>Whether a file that exists begins like IDX, or is compressed, which no CSV is.</summary>
    public static bool Is(string path)
    {
        if (!File.Exists(path))
            return false;
        try
        {
            using var file = File.OpenRead(path);
            Span<byte> start = stackalloc byte[4];
            return file.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4
                && (start is [0x1F, 0x8B, ..] or [0, 0, >= 0x08 and <= 0x0E, > 0 and <= MostDimensions]);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // What is wrong with it is said where it is read.
            return false;
        }
    }

    /// <summary>Throws <see cref="DatasetException"/> with the byte at which the file stops making sense.</summary>
    public static IdxFile Read(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            var stored = File.ReadAllBytes(path);
            return new IdxFile(path, stored, stored is [0x1F, 0x8B, ..] ? Unpacked(stored) : stored);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DatasetException(name, $"there is no such file{CsvFile.In(path)}");
        }
        catch (InvalidDataException fault)
        {
            throw new DatasetException(name, $"it cannot be unpacked: {fault.Message}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException(name, $"it cannot be read: {fault.Message}");
        }
    }

    /// <summary>The element at a place counted over all dimensions.</summary>
    public double this[long place]
    {
        get
        {
            var at = _bytes.AsSpan((int)(_start + place * ElementSize));
            return _type switch
            {
                0x08 => at[0],
                0x09 => (sbyte)at[0],
                0x0B => BinaryPrimitives.ReadInt16BigEndian(at),
                0x0C => BinaryPrimitives.ReadInt32BigEndian(at),
                0x0D => BinaryPrimitives.ReadSingleBigEndian(at),
                _ => BinaryPrimitives.ReadDoubleBigEndian(at),
            };
        }
    }

    public DatasetException Problem(long offset, string message) => new(Invariant($"{Name}, byte {offset}"), message);

    /// <summary>The byte where an element begins.</summary>
    public long OffsetOf(long place) => _start + place * ElementSize;

    private void CheckLength(long[] sizes)
    {
        var text = string.Join(" x ", sizes);
        var wanted = sizes.Aggregate((Int128)ElementSize, (product, size) => product * size);
        if (wanted == 0)
            throw Problem(4, $"{text} elements; every dimension needs at least one");
        var found = _bytes.Length - _start;
        if (found < wanted)
            throw Problem(_bytes.Length, $"the file ends here: {text} elements need {wanted} bytes, and {found} are there");
        if (found > wanted)
            throw Problem((long)(_start + wanted), $"{found - wanted} bytes too many after {text} elements");
    }

    private static byte[] Unpacked(byte[] stored)
    {
        using var unpacked = new MemoryStream();
        using (var packed = new GZipStream(new MemoryStream(stored), CompressionMode.Decompress))
            packed.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private static string Shown(byte[] bytes) =>
        bytes.Length == 0
            ? "nothing: it is empty"
            : string.Join(' ', bytes.Take(4).Select(value => value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));
}
