using System.Text;

namespace HpoRunner.Journal;

public sealed class Crc32CTests
{
    // RFC 3720, B.4, gives the first four (its bytes in the order of transmission); the fifth is the check value of CRC-32C's catalogue.
    [Test]
    public void Compute_PublishedExamples_Agree()
    {
        var ascending = Enumerable.Range(0, 32).Select(value => (byte)value).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(Crc32C.Compute(new byte[32]), Is.EqualTo(0x8A9136AA));
            Assert.That(Crc32C.Compute([.. Enumerable.Repeat((byte)0xFF, 32)]), Is.EqualTo(0x62A8AB43));
            Assert.That(Crc32C.Compute(ascending), Is.EqualTo(0x46DD794E));
            Assert.That(Crc32C.Compute([.. ascending.Reverse()]), Is.EqualTo(0x113FDB5C));
            Assert.That(Crc32C.Compute("123456789"u8), Is.EqualTo(0xE3069283));
            Assert.That(Crc32C.Compute([]), Is.Zero);
        });
    }

    [Test]
    public void Compute_AnyLength_AgreesWithTheDefinition()
    {
        var bytes = Enumerable.Range(0, 100).Select(value => (byte)(value * 37)).ToArray();
        for (var length = 0; length <= bytes.Length; length++)
            Assert.That(Crc32C.Compute(bytes.AsSpan(0, length)), Is.EqualTo(BitByBit(bytes.AsSpan(0, length))));
    }

    [Test]
    public void TextEquals_UpperCaseDigit_IsAnotherText()
    {
        Span<byte> text = stackalloc byte[Crc32C.TextLength];
        Crc32C.WriteText(0xE3069283, text);

        Assert.That(Encoding.ASCII.GetString(text), Is.EqualTo("e3069283"));
        Assert.That(Crc32C.TextEquals(0xE3069283, "e3069283"u8), Is.True);
        Assert.That(Crc32C.TextEquals(0xE3069283, "E3069283"u8), Is.False);
        Assert.That(Crc32C.TryReadText("e3069283"u8, out var crc), Is.True);
        Assert.That(crc, Is.EqualTo(0xE3069283));
        Assert.That(Crc32C.TryReadText("E3069283"u8, out _), Is.False);
    }

    private static uint BitByBit(ReadOnlySpan<byte> bytes)
    {
        const uint Reflected = 0x82F63B78;
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ Reflected : crc >> 1;
        }
        return ~crc;
    }
}
