namespace HpoRunner.Workers.Protocol;

/// <summary>
/// Writes messages to a stream, from any thread, whole lines in one write. A message that may wait goes out with the next that may
/// not, or with <see cref="FlushWaiting"/>, which the owner calls every <paramref name="patience"/>: so an evaluation of a few
/// microseconds costs one write, while everything slower is told at once.
/// </summary>
internal sealed class LineWriter(Stream stream, TimeProvider time, TimeSpan patience)
{
    private readonly Lock _gate = new();
    private readonly LineBuffer _waiting = new();
    private long? _lastWrite;

    /// <summary>Writes the message and all that waits before it.</summary>
    public void Send(ProtocolMessage message)
    {
        lock (_gate)
        {
            _waiting.Add(message);
            Flush();
        }
    }

    /// <summary>Writes the message now when nothing was written lately, else leaves it waiting.</summary>
    public void SendSoon(ProtocolMessage message)
    {
        lock (_gate)
        {
            _waiting.Add(message);
            if (_lastWrite is not { } last || time.GetElapsedTime(last) >= patience)
                Flush();
        }
    }

    public void FlushWaiting()
    {
        lock (_gate)
            Flush();
    }

    private void Flush()
    {
        if (_waiting.Bytes.Length == 0)
            return;
        _lastWrite = time.GetTimestamp();
        try
        {
            stream.Write(_waiting.Bytes);
            stream.Flush();
        }
        finally
        {
            _waiting.Clear();
        }
    }
}
