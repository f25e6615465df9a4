using System.Security.Cryptography;
using System.Text.Unicode;

namespace HpoRunner.Training.Datasets;

/// <summary>
/// Passes the bytes of a text file on while it hashes them and looks for what no UTF-8 text holds, so that file, hash and values are
/// of the same one reading. Throws <see cref="DatasetException"/> with the line of the first NUL or invalid byte.
/// </summary>
internal sealed class CheckedStream(Stream file, ProblemList problems) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    // The bytes of a character whose end had not been read yet: three at most.
    private readonly byte[] _tail = new byte[4];
    private int _tailLength;
    private long _tailLine;
    private long _line = 1;
    private bool _begun;

    /// <summary>SHA-256 of everything read, in small hexadecimal digits; reads what is left first.</summary>
    public string FinishHash()
    {
        var rest = new byte[1 << 16];
        while (Read(rest) > 0)
        {
        }
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public override int Read(Span<byte> buffer)
    {
        var count = file.Read(buffer);
        var bytes = buffer[..count];
        if (!_begun)
            CheckBeginning(bytes);
        _begun = true;
        _hash.AppendData(bytes);
        var nul = bytes.IndexOf((byte)0);
        if (nul >= 0)
            throw Problem(_line + bytes[..nul].Count((byte)'\n'), "a NUL byte: this is a binary file or UTF-16; save it as CSV in UTF-8");
        if (count > 0)
            CheckUtf8(bytes);
        else if (_tailLength > 0)
            throw NotUtf8(_tailLine, _tail[0]);
        _line += bytes.Count((byte)'\n');
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            file.Dispose();
        }
        base.Dispose(disposing);
    }

    private void CheckBeginning(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            throw Problem(1, "the file is UTF-16; save it as UTF-8");
    }

    private void CheckUtf8(ReadOnlySpan<byte> bytes)
    {
        // Finish the character that the last piece cut in two.
        while (_tailLength > 0 && bytes.Length > 0)
        {
            _tail[_tailLength++] = bytes[0];
            bytes = bytes[1..];
            if (Utf8.IsValid(_tail.AsSpan(0, _tailLength)))
                _tailLength = 0;
            else if (_tailLength >= SequenceLength(_tail[0]))
                throw NotUtf8(_tailLine, _tail[0]);
        }
        var cut = UnfinishedLength(bytes);
        var whole = bytes[..^cut];
        if (!Utf8.IsValid(whole))
        {
            var first = FirstInvalid(whole);
            throw NotUtf8(_line + whole[..first].Count((byte)'\n'), whole[first]);
        }
        if (cut > 0)
            _tailLine = _line + whole.Count((byte)'\n');
        bytes[^cut..].CopyTo(_tail.AsSpan(_tailLength));
        _tailLength += cut;
    }

    /// <summary>How many bytes at the end begin a character that goes on beyond it.</summary>
    private static int UnfinishedLength(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var value = bytes[^back];
            if (value < 0x80)
                return 0;
            if (value >= 0xC0)
                return SequenceLength(value) > back ? back : 0;
        }
        return 0;
    }

    private static int SequenceLength(byte lead) => lead switch { < 0xC0 => 1, < 0xE0 => 2, < 0xF0 => 3, _ => 4 };

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var position = 0;
        while (position < bytes.Length
            && System.Text.Rune.DecodeFromUtf8(bytes[position..], out _, out var length) == System.Buffers.OperationStatus.Done)
            position += length;
        return position;
    }

    private DatasetException NotUtf8(long line, byte found) =>
        Problem(line, $"the byte 0x{found:X2} is not UTF-8 (Latin-1 or Windows-1252?); save the file as UTF-8");

    private DatasetException Problem(long line, string message)
    {
        problems.Add(line, message);
        return problems.ToException();
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
