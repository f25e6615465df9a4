using System.Text;

namespace HpoRunner.Workers;

/// <summary>
/// Reads what a worker writes to standard error to its end, so that the worker never blocks on it: every line goes to the log, the
/// last ones are kept for the message when it dies. Long lines are cut; memory is bounded.
/// </summary>
internal sealed class StderrTail
{
    private const int LinesKept = 20;
    private const int LineLimit = 1000;

    private readonly Queue<string> _last = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StderrTail(Stream stream, Action<string> log, string name) =>
        new Thread(() => ReadAll(stream, log)) { IsBackground = true, Name = name }.Start();

    public Task Ended => _ended.Task;

    public IReadOnlyList<string> LastLines
    {
        get
        {
            lock (_last)
                return [.. _last];
        }
    }

    private void ReadAll(Stream stream, Action<string> log)
    {
        var bytes = new byte[4096];
        var line = new List<byte>(LineLimit);
        try
        {
            for (int count; (count = stream.Read(bytes)) > 0;)
            {
                foreach (var value in bytes.AsSpan(0, count))
                {
                    if (value == '\n')
                        Keep(line, log);
                    else if (line.Count < LineLimit)
                        line.Add(value);
                }
            }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            log($"reading standard error failed: {fault.Message}");
        }
        Keep(line, log);
        _ended.TrySetResult();
    }

    private void Keep(List<byte> bytes, Action<string> log)
    {
        var text = Encoding.UTF8.GetString([.. bytes]).TrimEnd('\r');
        bytes.Clear();
        if (text.Length == 0)
            return;
        lock (_last)
        {
            if (_last.Count == LinesKept)
                _last.Dequeue();
            _last.Enqueue(text);
        }
        log(text);
    }
}
