using System.IO.Pipes;
using HpoRunner.Workers.Protocol;

namespace HpoRunner.Workers;

/// <summary>
/// The coordinator's end of a worker's standard input. Writing never blocks: a worker that does not read gets what its pipe holds, the
/// rest waits here until <see cref="Flush"/> finds room (Windows has no word for room: there a write may wait). Not safe for threads;
/// the pool's lock guards it.
/// </summary>
internal sealed class WorkerInput(Stream stream)
{
    /// <summary>A pipe with room takes this much at once (PIPE_BUF on Linux).</summary>
    private const int PieceLength = 4096;

    private readonly LineBuffer _waiting = new();
    private readonly PipeStream? _pipe = OperatingSystem.IsWindows() ? null : stream as PipeStream;
    private int _sent;

    /// <summary>The bytes that have left, since the beginning.</summary>
    public long Written { get; private set; }

    /// <summary>The bytes that have left or wait.</summary>
    public long Queued => Written + _waiting.Bytes.Length - _sent;

    /// <summary>The worker closed its end, or is dead.</summary>
    public bool IsBroken { get; private set; }

    public void Send(ProtocolMessage message)
    {
        _waiting.Add(message);
        Flush();
    }

    public void Flush()
    {
        try
        {
            while (!IsBroken && _sent < _waiting.Bytes.Length && (_pipe is null || LibC.HasRoom(_pipe.SafePipeHandle)))
            {
                var piece = _waiting.Bytes[_sent..];
                if (_pipe is not null && piece.Length > PieceLength)
                    piece = piece[..PieceLength];
                stream.Write(piece);
                _sent += piece.Length;
                Written += piece.Length;
            }
            stream.Flush();
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            IsBroken = true;
        }
        if (_sent == _waiting.Bytes.Length)
        {
            _waiting.Clear();
            _sent = 0;
        }
    }

    public void Close()
    {
        IsBroken = true;
        stream.Dispose();
    }
}
