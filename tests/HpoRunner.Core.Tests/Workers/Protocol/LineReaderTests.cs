using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace HpoRunner.Workers.Protocol;

internal sealed class LineReaderTests
{
    [TestCase("", new string[0])]
    [TestCase("a\nb\n", new[] { "a", "b" })]
    [TestCase("a\r\nb\n", new[] { "a", "b" })]
    [TestCase("\n\r\n", new[] { "", "" })]
    [TestCase("a\rb\n", new[] { "a\rb" })]
    [TestCase("a\nhalf", new[] { "a" })]
    public void Read_Text_GivesItsWholeLines(string text, string[] lines) => Assert.That(ReadAll(text, [int.MaxValue]), Is.EqualTo(lines));

    [Test]
    public void Fault13_Read_SameTextInAnyPieces_GivesTheSameLines()
    {
        var texts = from lines in Gen.ListOf(Gen.Choose(0, 20_000).Select(length => new string('x', length)))
                    from pieces in Gen.ListOf(Gen.Choose(1, 9000))
                    select (Text: string.Concat(lines.Select(line => line + "\n")), Lines: lines.ToArray(), Pieces: pieces.Append(1)
                        .ToArray());
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(30), Prop.ForAll(
            texts.ToArbitrary(), test => ReadAll(test.Text, test.Pieces).SequenceEqual(test.Lines)));
    }

    [TestCase(100, LineOutcome.Line)]
    [TestCase(101, LineOutcome.TooLong)]
    public void Read_LineAtTheLimit_FitsAndNoByteMore(int length, LineOutcome expected)
    {
        var reader = new LineReader(new MemoryStream(Encoding.UTF8.GetBytes(new string('x', length) + "\n")), limit: 100);
        Assert.That(reader.Read(out _), Is.EqualTo(expected));
    }

    [Test]
    public void Fault14_Read_LineOfAGigabyte_StopsAtTheLimitWithFlatMemory()
    {
        var stream = new PiecewiseStream(new byte[1 << 16], [1 << 16]) { Repeats = 1 << 14 };
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(new LineReader(stream).Read(out _), Is.EqualTo(LineOutcome.TooLong));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4 << 20));
        Assert.That(stream.Position, Is.LessThan(2 << 20));
    }

    [Test]
    public void Read_ManyShortLines_AllocatesNothing()
    {
        var stream = new PiecewiseStream(Encoding.UTF8.GetBytes("{\"type\":\"heartbeat\"}\n"), [7]) { Repeats = 10_000 };
        var reader = new LineReader(stream);
        reader.Read(out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var lines = 1;
        while (reader.Read(out _) == LineOutcome.Line)
            lines++;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(lines, Is.EqualTo(10_000));
        // Less than a byte a line: what the runtime may need once, while it compiles for the second time, is no line's.
        Assert.That(allocated, Is.LessThan(lines));
    }

    private static List<string> ReadAll(string text, int[] pieces)
    {
        var reader = new LineReader(new PiecewiseStream(Encoding.UTF8.GetBytes(text), pieces));
        var lines = new List<string>();
        while (reader.Read(out var line) == LineOutcome.Line)
            lines.Add(Encoding.UTF8.GetString(line));
        return lines;
    }

    /// <summary>Gives its bytes in pieces of the given lengths, over and over.</summary>
    private sealed class PiecewiseStream(byte[] bytes, int[] pieces) : Stream
    {
        private int _reads;

        public int Repeats { get; init; } = 1;

        public override long Position { get; set; }

        public override long Length => (long)bytes.Length * Repeats;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (Position == Length)
                return 0;
            var at = (int)(Position % bytes.Length);
            var length = Math.Min(Math.Min(count, pieces[_reads++ % pieces.Length]), bytes.Length - at);
            bytes.AsSpan(at, length).CopyTo(buffer.AsSpan(offset));
            Position += length;
            return length;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
