namespace HpoRunner.Workers.Protocol;

/// <summary>What <see cref="LineReader.Read"/> found.</summary>
internal enum LineOutcome
{
    Line,

    /// <summary>A line beyond the limit; the stream cannot be trusted any further.</summary>
    TooLong,

    /// <summary>The stream ended. Half a line before the end is dropped.</summary>
    End,
}

/// <summary>
/// Lines from a stream of bytes, ended by LF or CRLF, in whatever pieces they arrive. Memory never grows beyond the limit: a longer
/// line ends the reading. For one thread, which blocks while nothing comes.
/// </summary>
internal sealed class LineReader(Stream stream, int limit = LineReader.DefaultLimit)
{
    public const int DefaultLimit = 1 << 20;

    private byte[] _buffer = new byte[8192];
    private int _start;
    private int _scanned;
    private int _end;

    /// <summary>The next line without its line end, good until the next call.</summary>
    public LineOutcome Read(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            var lineEnd = _buffer.AsSpan(_scanned, _end - _scanned).IndexOf((byte)'\n');
            if (lineEnd >= 0)
            {
                line = _buffer.AsSpan(_start, _scanned + lineEnd - _start);
                _start = _scanned += lineEnd + 1;
                if (line.Length > limit)
                    return LineOutcome.TooLong;
                if (line is [.., (byte)'\r'])
                    line = line[..^1];
                return LineOutcome.Line;
            }
            _scanned = _end;
            line = default;
            if (_end - _start > limit)
                return LineOutcome.TooLong;
            MakeRoom();
            var count = stream.Read(_buffer, _end, _buffer.Length - _end);
            if (count == 0)
                return LineOutcome.End;
            _end += count;
        }
    }

    private void MakeRoom()
    {
        if (_start == _end)
            _start = _scanned = _end = 0;
        if (_end < _buffer.Length)
            return;
        if (_start > 0)
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        else
            Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, limit + 8192));
        _end -= _start;
        _scanned -= _start;
        _start = 0;
    }
}
