using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace HpoRunner.Training.Datasets;

internal sealed class CheckedStreamTests
{
    private static readonly Config Checks = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Test]
    public void Read_AnyBytesInPiecesOfAnySize_AgreesWithTheStrictDecoder() => Check.One(Checks, Prop.ForAll<int>(seed =>
    {
        var bytes = RandomBytes(new Numerics.RandomStream((ulong)seed));
        var isUtf8 = IsUtf8(bytes);
        return Enumerable.Range(1, 7).All(pieceSize => Passes(bytes, pieceSize) == isUtf8);
    }));

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(64)]
    public void Read_InvalidByteInALaterPiece_NamesItsLine(int pieceSize)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("é\n漢\n"), 0xE9, (byte)'\n'];
        Assert.That(
            () => Drain(bytes, pieceSize),
            Throws.TypeOf<DatasetException>().With.Message.StartsWith("data.csv:3: the byte 0xE9 is not UTF-8"));
    }

    [Test]
    public void Read_FileThatEndsInsideACharacter_IsNotUtf8() =>
        Assert.That(() => Drain([(byte)'a', 0xE6, 0xBC], 1), Throws.TypeOf<DatasetException>());

    private static bool Passes(byte[] bytes, int pieceSize)
    {
        try
        {
            Drain(bytes, pieceSize);
            return true;
        }
        catch (DatasetException)
        {
            return false;
        }
    }

    private static void Drain(byte[] bytes, int pieceSize)
    {
        using var stream = new CheckedStream(new MemoryStream(bytes), new ProblemList("data.csv"));
        var piece = new byte[pieceSize];
        while (stream.Read(piece) > 0)
        {
        }
    }

    /// <summary>Characters of one to four bytes, and now and then a byte out of place. No NUL, and no byte order mark in front.</summary>
    private static byte[] RandomBytes(Numerics.RandomStream random)
    {
        string[] letters = ["a", "\n", "é", "漢", "😀"];
        var bytes = new List<byte> { (byte)'x' };
        for (var i = random.NextInt(20); i > 0; i--)
        {
            if (random.NextInt(25) == 0)
                bytes.Add((byte)(0x80 + random.NextInt(0x80)));
            else
                bytes.AddRange(Encoding.UTF8.GetBytes(letters[random.NextInt(letters.Length)]));
        }
        return [.. bytes];
    }

    private static bool IsUtf8(byte[] bytes)
    {
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
