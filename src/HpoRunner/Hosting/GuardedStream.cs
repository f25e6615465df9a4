namespace HpoRunner.Hosting;

/// <summary>
/// Passes on what is written and drops what cannot be: whoever does not want to hear of a run shall not end it, nor a full log disk.
/// </summary>
/// <param name="failed">Hears of each write that failed, and may throw.</param>
internal sealed class GuardedStream(Stream inner, Action<IOException>? failed = null) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => inner.CanSeek ? inner.Length : 0;

    public override long Position
    {
        get => Length;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            inner.Write(buffer);
        }
        catch (IOException fault)
        {
            failed?.Invoke(fault);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        try
        {
            inner.Flush();
        }
        catch (IOException fault)
        {
            failed?.Invoke(fault);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        try
        {
            inner.Dispose();
        }
        catch (IOException)
        {
            // What was still to be written is dropped; the handle is free.
        }
        base.Dispose(disposing);
    }
}
