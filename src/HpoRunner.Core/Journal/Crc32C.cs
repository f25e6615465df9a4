using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HpoRunner.Journal;

/// <summary>
/// CRC-32C, the Castagnoli polynomial 0x1EDC6F41, reflected, start and end inverted (RFC 3720, appendix B.4): it finds every error
/// burst of up to 32 bits and, at the length of our records, every pair of flipped bits. Its text form is 8 lower-case hexadecimal digits.
/// </summary>
internal static class Crc32C
{
    public const int TextLength = 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        // A word as it lies in memory: the instruction takes the lowest byte first, which is the first one on little-endian machines.
        var words = BitConverter.IsLittleEndian ? MemoryMarshal.Cast<byte, ulong>(bytes) : [];
        foreach (var word in words)
            crc = BitOperations.Crc32C(crc, word);
        foreach (var value in bytes[(words.Length * sizeof(ulong))..])
            crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WriteText(uint crc, Span<byte> text)
    {
        for (var i = TextLength - 1; i >= 0; i--, crc >>= 4)
            text[i] = "0123456789abcdef"u8[(int)(crc & 15)];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryReadText(ReadOnlySpan<byte> text, out uint crc)
    {
        crc = 0;
        foreach (var letter in text)
        {
            if (!char.IsAsciiHexDigitLower((char)letter))
                return false;
            crc = (crc << 4) | (uint)(letter <= '9' ? letter - '0' : letter - 'a' + 10);
        }
        return text.Length == TextLength;
    }

    /// <summary>Compares characters, not values: an upper-case digit is damage too.</summary>
    public static bool TextEquals(uint crc, ReadOnlySpan<byte> text)
    {
        Span<byte> expected = stackalloc byte[TextLength];
        WriteText(crc, expected);
        return text.SequenceEqual(expected);
    }
}
