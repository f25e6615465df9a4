using System.Runtime.InteropServices;
using System.Text;

namespace HpoRunner.Workers;

/// <summary>
/// Reads what a worker writes to standard error to its end, so that the worker never waits for it: lines go to the log up to
/// <see cref="LogLimit"/>, the last ones are kept for the message when it dies. Long lines are cut; memory is bounded.
/// </summary>
internal sealed class StderrTail
{
    private const int LinesKept = 20;
    private const int LineLimit = 1000;

    /// <summary>Characters of one worker process. A log takes its time, and who floods it would make the trainer wait for it.</summary>
    private const int LogLimit = 8 << 20;

    private readonly Queue<string> _last = new();
    private readonly Action<string> _log;
    private int _logged;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StderrTail(Stream stream, Action<string> log, string name)
    {
        _log = log;
        new Thread(() => ReadAll(stream)) { IsBackground = true, Name = name }.Start();
    }

    public Task Ended => _ended.Task;

    public IReadOnlyList<string> LastLines
    {
        get
        {
            lock (_last)
                return [.. _last];
        }
    }

    private void ReadAll(Stream stream)
    {
        var bytes = new byte[64 << 10];
        var line = new List<byte>(LineLimit);
        try
        {
            for (int count; (count = stream.Read(bytes)) > 0;)
                Take(bytes.AsSpan(0, count), line);
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            _log($"reading standard error failed: {fault.Message}");
        }
        Keep(line);
        _ended.TrySetResult();
    }

    private void Take(ReadOnlySpan<byte> bytes, List<byte> line)
    {
        for (var end = bytes.IndexOf((byte)'\n'); end >= 0; end = bytes.IndexOf((byte)'\n'))
        {
            Append(bytes[..end], line);
            Keep(line);
            bytes = bytes[(end + 1)..];
        }
        Append(bytes, line);
    }

    private static void Append(ReadOnlySpan<byte> bytes, List<byte> line) =>
        line.AddRange(bytes[..Math.Min(bytes.Length, LineLimit - line.Count)]);

    private void Keep(List<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(bytes)).TrimEnd('\r');
        bytes.Clear();
        if (text.Length == 0)
            return;
        lock (_last)
        {
            if (_last.Count == LinesKept)
                _last.Dequeue();
            _last.Enqueue(text);
        }
        if (_logged > LogLimit)
            return;
        _logged += text.Length;
        _log(_logged > LogLimit ? $"more than {LogLimit >> 20} MiB on standard error: the rest is not logged" : text);
    }
}
