using System.Buffers;

namespace HpoRunner.Journal;

/// <summary>
/// The one writer of a journal. Appended events wait in a queue; a thread of its own takes all that wait, writes them with one write,
/// flushes once, and only then acknowledges them, in the order of their appending. Many threads may append.
/// A failed write (a full disk) is cut back to the last good record and tried again while the events wait. A failed flush is never
/// tried again, for nobody knows what is on disk then; that, and a file which was removed, truncated or written by somebody else,
/// fails every event that waits and every later one with <see cref="JournalFailedException"/>, after what was not saved went to the
/// rescue. All records of one group carry the same time, and a later group a later one, whatever the wall clock does.
/// </summary>
internal sealed class JournalWriter : IAsyncDisposable
{
    // Enough for thousands of results in one flush, little enough to keep the buffer small.
    private const int GroupBytes = 4 << 20;

    private readonly IJournalStorage _storage;
    private readonly TimeProvider _clock;
    private readonly JournalWriterSettings _settings;
    private readonly GroupCommit _commit;
    private readonly Thread _thread;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _waiting = new(0);
    private readonly Queue<PendingEvent> _queue = [];
    private readonly Queue<PendingEvent> _group = [];
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private JournalPosition _position;
    private DateTimeOffset _lastAt;
    private JournalFailedException? _failure;

    /// <param name="storage">The writer disposes it.</param>
    /// <param name="position">The last good record, with which the storage must end.</param>
    public JournalWriter(
        IJournalStorage storage, JournalPosition position, int term, TimeProvider clock, JournalWriterSettings? settings = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(term, position.Term);
        (_storage, _position, _clock, Term) = (storage, position, clock, term);
        _settings = settings ?? new JournalWriterSettings();
        _commit = new GroupCommit(storage, clock, _settings, _closing.Token);
        _thread = new Thread(Run) { IsBackground = true, Name = "journal" };
        _thread.Start();
    }

    /// <summary>Stands in every record that this writer writes.</summary>
    public int Term { get; }

    /// <summary>
    /// Ends when the writer was closed; fails with <see cref="JournalFailedException"/> as soon as the journal cannot be written any
    /// more.
    /// </summary>
    public Task Completion => _completion.Task;

    /// <summary>Ends with the event as it stands in the journal when it is on disk.</summary>
    public Task<JournalEntry> Append(JournalEvent journalEvent)
    {
        var durable = new TaskCompletionSource<JournalEntry>(TaskCreationOptions.RunContinuationsAsynchronously);
        Enqueue(new(
            journalEvent, JournalEvents.Write(journalEvent),
            entry => durable.TrySetResult(entry), failure => durable.TrySetException(failure)));
        return durable.Task;
    }

    /// <summary>
    /// Calls <paramref name="durable"/> when the event is on disk: on the writer's thread, in the order of appending, so it should be
    /// quick, must not throw, and must not wait for another append. It is never called when the journal fails: see
    /// <see cref="Completion"/>.
    /// </summary>
    public void Append(JournalEvent journalEvent, Action<JournalEntry> durable) =>
        Enqueue(new(journalEvent, JournalEvents.Write(journalEvent), durable, null));

    /// <summary>Returns when the event, and every one appended before it, is on disk.</summary>
    public JournalEntry AppendAndWait(JournalEvent journalEvent) => Append(journalEvent).GetAwaiter().GetResult();

    /// <summary>Writes what waits and closes the file. While the disk is full, it tries once more and no longer.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_closing.IsCancellationRequested)
                return;
            _closing.Cancel();
        }
        _waiting.Release();
        await Task.Run(_thread.Join).ConfigureAwait(false);
        _storage.Dispose();
        _completion.TrySetResult();
    }

    private void Enqueue(PendingEvent pending)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
            if (_failure is not null)
                throw new JournalFailedException(_failure.Message, _failure);
            _queue.Enqueue(pending);
        }
        _waiting.Release();
    }

    private void Run()
    {
        try
        {
            while (TakeGroup())
            {
                var position = Encode(_position);
                _commit.Commit(_position.End, _buffer.WrittenSpan);
                _position = position;
                Acknowledge();
            }
        }
        catch (Exception exception)
        {
            // Also what nobody foresaw: a writer that dies in silence would leave the run waiting for ever.
            Fail(exception as JournalFailedException ?? new JournalFailedException($"{_storage.Path}: {exception.Message}", exception));
        }
    }

    /// <summary>Waits for events; false when the writer is closed and nothing waits.</summary>
    private bool TakeGroup()
    {
        while (true)
        {
            _waiting.Wait();
            lock (_gate)
            {
                var bytes = 0;
                while (bytes < GroupBytes && _queue.TryDequeue(out var pending))
                {
                    _group.Enqueue(pending);
                    bytes += pending.Payload.Length;
                }
                if (_group.Count > 0)
                {
                    // One permit per event was given, and some may stand for events of an earlier group.
                    if (_queue.Count > 0 || _closing.IsCancellationRequested)
                        _waiting.Release();
                    return true;
                }
                if (_closing.IsCancellationRequested)
                    return false;
            }
        }
    }

    private JournalPosition Encode(JournalPosition position)
    {
        _buffer.ResetWrittenCount();
        var now = _clock.GetUtcNow();
        _lastAt = now > _lastAt ? now : _lastAt.AddTicks(1);
        var start = position.End;
        foreach (var pending in _group)
        {
            var checksum = JournalRecord.Write(_buffer, position.Sequence + 1, Term, position.Checksum, _lastAt, pending.Payload);
            position = new(start + _buffer.WrittenCount, position.Sequence + 1, Term, checksum);
        }
        return position;
    }

    private void Acknowledge()
    {
        var sequence = _position.Sequence - _group.Count;
        while (_group.TryDequeue(out var pending))
            pending.Durable(new JournalEntry(++sequence, Term, _lastAt, pending.Event));
    }

    private void Fail(JournalFailedException failure)
    {
        List<PendingEvent> lost;
        lock (_gate)
        {
            lost = [.. _group, .. _queue];
            _queue.Clear();
            _group.Clear();
            _failure = failure;
        }
        if (lost.Count > 0 && Rescue(lost) is { } place)
        {
            failure = new JournalFailedException($"{failure.Message}. {lost.Count} unsaved records are in {place}", failure);
            lock (_gate)
                _failure = failure;
        }
        foreach (var pending in lost)
            pending.Failed?.Invoke(failure);
        _completion.TrySetException(failure);
        // Whoever only waits for single events need not look at the whole.
        _ = _completion.Task.Exception;
    }

    private string? Rescue(List<PendingEvent> lost)
    {
        if (_settings.Rescue is null)
            return null;
        foreach (var pending in lost)
            _group.Enqueue(pending);
        Encode(_position);
        _group.Clear();
        return _settings.Rescue(_buffer.WrittenMemory);
    }

    private sealed record PendingEvent(
        JournalEvent Event, byte[] Payload, Action<JournalEntry> Durable, Action<JournalFailedException>? Failed);
}
