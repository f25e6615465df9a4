using System.Globalization;
using System.Threading.Channels;
using HpoRunner.Evaluation;
using Polly;

namespace HpoRunner.Workers;

/// <summary>
/// Worker processes that compute what they are given. The pool executes and never decides: it starts and replaces workers, watches
/// limits, and tells what happened through <see cref="Events"/>, in order; which evaluation goes where, and what is tried again, is
/// its owner's business. Safe for threads.
/// </summary>
internal sealed class WorkerPool : IAsyncDisposable
{
    /// <summary>A second evaluation waits inside the worker, so that it never waits for us.</summary>
    public const int InFlightPerWorker = WorkerConversation.Capacity;

    private readonly Channel<WorkerEvent> _events = Channel.CreateUnbounded<WorkerEvent>();
    private readonly SortedDictionary<int, WorkerSlot> _slots = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly Action<int, string> _log;
    private readonly ITimer _clock;
    private readonly AwakeClock _awake;
    private readonly string _family;
    private readonly OrphanGuard? _guard;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _ignoredByDead;
    private int _startCount;
    private bool _isEnding;

    /// <param name="log">
    /// Lines for the log of a worker (its standard error, and what is wrong with it); called from several threads.
    /// </param>
    public WorkerPool(WorkerCommand command, WorkerPoolSettings settings, TimeProvider time, Action<int, string> log)
    {
        (Command, Settings, Time, _log) = (command, settings, time, log);
        _awake = new AwakeClock(time, settings.HeartbeatEvery);
        Starts = StartPipeline.Build(settings, time);
        _family = FamilyMark.OfCoordinator(settings.RunFolder);
        _guard = OrphanGuard.Start(_family, line => log(0, line));
        _clock = time.CreateTimer(_ => Tick(), null, settings.TickEvery, settings.TickEvery);
    }

    /// <summary>Completes when the pool has ended; with an exception when the pool itself is broken.</summary>
    public ChannelReader<WorkerEvent> Events => _events.Reader;

    /// <summary>Messages of all workers that belonged to nothing: late, doubled, unknown, or none at all.</summary>
    public long IgnoredMessages
    {
        get
        {
            lock (Gate)
                return _ignoredByDead + _slots.Values.Sum(slot => slot.Connection?.Ignored ?? 0);
        }
    }

    private WorkerCommand Command { get; }

    internal WorkerPoolSettings Settings { get; }

    internal TimeProvider Time { get; }

    /// <summary>Time in which this process was awake; from any origin.</summary>
    internal TimeSpan Now => _awake.Now;

    internal Lock Gate { get; } = new();

    internal CancellationToken Ending => _ending.Token;

    private StarterThread Starter { get; } = new();

    internal ResiliencePipeline Starts { get; }

    /// <summary>
    /// Workers 1 … <paramref name="count"/>: more start at once, and each tells when it is ready; those above a smaller count finish what
    /// they have and retire.
    /// </summary>
    public void SetCount(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        lock (Gate)
        {
            ObjectDisposedException.ThrowIf(_isEnding, this);
            for (var number = 1; number <= count; number++)
            {
                if (!_slots.TryGetValue(number, out var slot))
                    _slots.Add(number, slot = new WorkerSlot(number, this));
                slot.Want();
            }
            foreach (var slot in _slots.Where(entry => entry.Key > count).Select(entry => entry.Value))
                slot.Retire();
        }
    }

    /// <summary>
    /// Gives a ready worker an evaluation, at most <see cref="InFlightPerWorker"/> at a time (more throw). False when the worker died,
    /// retires or is not ready: then nothing was sent, and an event says why or has already.
    /// </summary>
    /// <param name="pid">
    /// The process that is meant, from its <see cref="WorkerReady"/>: a replacement, of which the caller has not heard yet, does not get
    /// what was meant for the dead one. Null: whoever is there.
    /// </param>
    public bool Dispatch(int worker, EvaluationRequest request, int? pid = null)
    {
        lock (Gate)
            return _slots.TryGetValue(worker, out var slot) && slot.TryDispatch(request, pid);
    }

    /// <summary>
    /// Asks for the end of an attempt, which comes as an event: stopped, or its result if that was faster. A worker that does not
    /// answer within the grace is killed. Does nothing when the attempt is not in flight any more.
    /// </summary>
    /// <param name="grace">Null: <see cref="WorkerPoolSettings.StopGrace"/>.</param>
    public void Stop(int worker, EvaluationKey key, int attempt, TimeSpan? grace = null)
    {
        lock (Gate)
        {
            if (_slots.TryGetValue(worker, out var slot))
                slot.Connection?.Stop(key, attempt, grace ?? Settings.StopGrace);
        }
    }

    public ValueTask DisposeAsync() => EndAsync(Settings.EndGrace);

    /// <summary>
    /// Ends all workers, with what they compute: exit message, end of input, after the grace SIGTERM, then SIGKILL. When it returns,
    /// no process of the pool lives. A second call with a shorter grace hastens the first.
    /// </summary>
    public async ValueTask EndAsync(TimeSpan grace)
    {
        Task[] ends;
        bool first;
        lock (Gate)
        {
            first = !_isEnding;
            _isEnding = true;
            foreach (var slot in _slots.Values)
            {
                slot.Retire();
                slot.Connection?.End(grace);
            }
            ends = [.. _slots.Values.SelectMany(slot => new[] { slot.Ended, slot.Connection?.Gone ?? Task.CompletedTask })];
        }
        if (!first)
        {
            await _ended.Task;
            return;
        }
        try
        {
            await _ending.CancelAsync();
            await Task.WhenAll(ends);
        }
        finally
        {
            FamilyMark.KillAll(_family);
            if (_guard is not null)
                await _guard.DisposeAsync();
            await _clock.DisposeAsync();
            Starter.Dispose();
            _events.Writer.TryComplete();
            _ended.TrySetResult();
        }
    }

    /// <summary>A worker process that can be told from all others, with what is started below it.</summary>
    internal Task<WorkerProcess> StartProcessAsync(int worker)
    {
        var mark = string.Create(CultureInfo.InvariantCulture, $"{_family}{Interlocked.Increment(ref _startCount)};");
        return Starter.StartAsync(Command, mark, line => Log(worker, line));
    }

    internal void Log(int worker, string line) => _log(worker, line);

    internal void Emit(WorkerEvent happened) => _events.Writer.TryWrite(happened);

    /// <summary>A fault of ours in the care for a worker must not leave the owner waiting for events that never come.</summary>
    internal void Fail(Exception? fault) => _events.Writer.TryComplete(fault);

    internal void Forget(WorkerConnection dead) => _ignoredByDead += dead.Ignored;

    private void Tick()
    {
        // Looked at here, too, so that its steps are no longer than those between two ticks.
        _ = Now;
        lock (Gate)
        {
            foreach (var slot in _slots.Values)
            {
                slot.Connection?.Tick();
                slot.ExitWhenIdle();
            }
        }
    }
}
