namespace HpoRunner.Journal;

/// <summary>
/// The lines of a file through one reused buffer, which grows to the longest line and no further than
/// <see cref="JournalRecord.MaxLength"/>; a longer line comes in several unterminated pieces.
/// </summary>
internal sealed class JournalLines(IJournalStorage storage, long start = 0)
{
    private const int InitialSize = 1 << 16;

    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(InitialSize);
    private int _position;
    private int _filled;
    private long _readOffset = start;

    /// <summary>Where the current line begins, in bytes.</summary>
    public long Offset { get; private set; }

    /// <summary>From 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether the current line has its newline.</summary>
    public bool IsTerminated { get; private set; }

    /// <summary>Where the next line begins.</summary>
    public long End => Offset + Length + (IsTerminated ? 1 : 0);

    /// <summary>The current line without its newline; valid until the next call of <see cref="MoveNext"/>.</summary>
    public Span<byte> Current => _buffer.AsSpan(LineStart, Length);

    /// <summary>The current line with its newline, if it has one.</summary>
    public ReadOnlySpan<byte> CurrentWithEnd => _buffer.AsSpan(LineStart, Length + (IsTerminated ? 1 : 0));

    private int LineStart { get; set; }

    private int Length { get; set; }

    public bool MoveNext()
    {
        var searched = 0;
        while (true)
        {
            var newline = _buffer.AsSpan(_position + searched, _filled - _position - searched).IndexOf((byte)'\n');
            if (newline >= 0)
                return Take(searched + newline, true);
            searched = _filled - _position;
            if (searched >= JournalRecord.MaxLength || !Fill())
                return searched > 0 && Take(searched, false);
        }
    }

    private bool Take(int length, bool terminated)
    {
        Offset = _readOffset - (_filled - _position);
        Number++;
        (LineStart, Length, IsTerminated) = (_position, length, terminated);
        _position += length + (terminated ? 1 : 0);
        return true;
    }

    private bool Fill()
    {
        if (_position > 0)
        {
            _buffer.AsSpan(_position, _filled - _position).CopyTo(_buffer);
            (_filled, _position) = (_filled - _position, 0);
        }
        if (_filled == _buffer.Length)
            Array.Resize(ref _buffer, (int)Math.Min((long)_buffer.Length * 2, Array.MaxLength));
        var read = storage.Read(_readOffset, _buffer.AsSpan(_filled));
        _filled += read;
        _readOffset += read;
        return read > 0;
    }
}
