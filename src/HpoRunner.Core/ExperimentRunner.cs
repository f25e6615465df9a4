using System.Threading.Channels;
using HpoRunner.Journal;
using HpoRunner.Models;
using HpoRunner.Reports;
using HpoRunner.Steering;
using HpoRunner.Storage;
using HpoRunner.Workers;

namespace HpoRunner;

/// <summary>
/// The one loop that knows both sides: it brings the <see cref="Coordinator"/> what happened, puts on disk what that decides, and only
/// then has the workers act on it. Everything it reacts to (workers, clock, people) arrives through one channel, so one thing happens
/// after another.
/// </summary>
internal sealed class ExperimentRunner : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);
    private static readonly object TickMessage = new();

    private readonly Coordinator _coordinator;
    private readonly JournalWriter _journal;
    private readonly WorkerPool _pool;
    private readonly BestFolder _best;
    private readonly KeptModels _models;
    private readonly string _folder;
    private readonly WishFolder _wishes;
    private readonly InterimReports _reports;
    private readonly DiskWatch _disk;
    private readonly TimeProvider _time;
    private readonly IRunObserver _observer;
    private readonly Channel<object> _inbox = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
    private readonly long _openedAt;

    public ExperimentRunner(RunAssignment run, WorkerPool pool)
    {
        (_journal, _pool, _time, _observer) = (run.Journal.Writer, pool, run.Time, run.Observer);
        _coordinator = new Coordinator(run.State, run.WorkerCount);
        _folder = run.Folder.Path;
        _best = new BestFolder(run.Folder);
        _models = new KeptModels(run.Folder, run.State);
        _wishes = new WishFolder(run.Folder, run.Time);
        _reports = new InterimReports(
            cancellation => DerivedFiles.WriteAsync(run.Folder, cancellation),
            run.State.Experiment.ReportEvery, run.Time);
        _disk = new DiskWatch(() => DiskReading.Of(run.Folder), run.Time);
        _openedAt = run.Time.GetTimestamp();
    }

    /// <summary>Runs until the run is closed; returns how. Throws when the journal cannot be written any more.</summary>
    public async Task<RunClosed> RunAsync(CancellationToken cancellation)
    {
        var state = _coordinator.State;
        var pump = PumpAsync(cancellation);
        using var ticks = _time.CreateTimer(_ => _inbox.Writer.TryWrite(TickMessage), null, Tick, Tick);
        ModelDraft.DiscardAll(_folder);
        await JournalAsync(_coordinator.Receive(_disk.Look()));
        while (state.Closed is null)
        {
            cancellation.ThrowIfCancellationRequested();
            SetTime();
            var decisions = _coordinator.Decide();
            await JournalAsync(decisions);
            CarryOut(_coordinator.TakeOrders());
            _models.Prune();
            _observer.Changed(_coordinator.Progress());
            if (decisions.Count > 0)
                continue;
            if (_coordinator.HasTimeForReport)
                _reports.Consider(state, written => _inbox.Writer.TryWrite(written));
            _disk.Consider(reading => _inbox.Writer.TryWrite(reading));
            await _inbox.Reader.WaitToReadAsync(cancellation);
            await ReceiveAllAsync();
        }
        await _reports.EndAsync();
        await _disk.EndAsync();
        await _pool.DisposeAsync();
        await pump;
        return state.Closed;
    }

    /// <summary>Asks for something. From any thread.</summary>
    public void Ask(Wish wish) => _inbox.Writer.TryWrite(wish);

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    private void SetTime() => _coordinator.SetTime(_time.GetUtcNow(), _time.GetElapsedTime(_openedAt));

    private async Task PumpAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var workerEvent in _pool.Events.ReadAllAsync(cancellation))
                _inbox.Writer.TryWrite(workerEvent);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A pool in trouble says nothing more: the loop must not wait for it.
            _inbox.Writer.TryComplete(fault);
        }
    }

    /// <summary>All that has arrived, with one flush for its records.</summary>
    private async Task ReceiveAllAsync()
    {
        SetTime();
        var happened = new List<object>();
        var granted = new List<WishFile>();
        while (_inbox.Reader.TryRead(out var message))
        {
            if (message != TickMessage)
            {
                happened.Add(message is EvaluationFinished finished ? Keep(finished) : message);
                continue;
            }
            foreach (var file in _wishes.Pending().Where(file => !granted.Contains(file)))
            {
                happened.Add(file.Wish);
                granted.Add(file);
            }
        }
        await JournalAsync(_coordinator.ReceiveAll(happened));
        CarryOut(_coordinator.TakeOrders());
        // Only now, so that a request outlives a coordinator that is killed over it.
        granted.ForEach(_wishes.Remove);
    }

    /// <summary>A model is in its place before its evaluation is journalled.</summary>
    private EvaluationFinished Keep(EvaluationFinished finished)
    {
        var (key, attempt, result) = (finished.Key, finished.Attempt, finished.Result);
        return finished with
        {
            Result = key.IsFinal ? _best.Keep(key, attempt, result, _coordinator.State.Winner) : _models.Keep(key, attempt, result),
        };
    }

    private void CarryOut(IReadOnlyList<WorkerOrder> orders)
    {
        foreach (var order in orders)
        {
            switch (order)
            {
                case DispatchOrder dispatch when !_pool.Dispatch(dispatch.Worker, dispatch.Request, dispatch.Pid):
                    _inbox.Writer.TryWrite(new NotDispatched(dispatch.Worker, dispatch.Request.Key, dispatch.Request.Attempt));
                    break;
                case StopOrder stop:
                    _pool.Stop(stop.Worker, stop.Key, stop.Attempt, stop.Grace);
                    break;
                case CountOrder count:
                    _pool.SetCount(count.Count);
                    break;
            }
        }
    }

    /// <summary>To disk first, then into the state.</summary>
    private async Task JournalAsync(IReadOnlyList<JournalEvent> events)
    {
        var appended = events.Select(_journal.Append).ToList();
        foreach (var entry in appended)
            _coordinator.Apply(await entry);
    }
}
