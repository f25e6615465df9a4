using System.Globalization;
using System.Threading.Channels;
using HpoRunner.Evaluation;
using HpoRunner.Journal;
using HpoRunner.Models;
using HpoRunner.Workers;

namespace HpoRunner;

/// <summary>
/// The one loop that knows both sides: it asks the deciding side, journals what was decided, acts on it, and journals what came back
/// before anybody sees it. Everything it reacts to (workers, clock, people) arrives through one channel, so one thing happens after
/// another.
/// </summary>
internal sealed class ExperimentRunner : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    private readonly RunState _state;
    private readonly RunDecider _decider;
    private readonly JournalWriter _journal;
    private readonly WorkerPool _pool;
    private readonly TimeProvider _time;
    private readonly IRunObserver _observer;
    private readonly BestFolder _best;
    private readonly Crew _crew;
    private readonly Channel<object> _inbox = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<string> _notices = [];
    private readonly TimeSpan _earlierRunningTime;
    private readonly long _openedAt;
    private bool _stopRequested;
    private string? _stranded;

    public ExperimentRunner(RunState state, JournalWriter journal, WorkerPool pool, BestFolder best, int workerCount, TimeProvider time, IRunObserver observer)
    {
        (_state, _journal, _pool, _best, _time, _observer) = (state, journal, pool, best, time, observer);
        _decider = new RunDecider(state, Search.Searchers.Create(state.Experiment));
        _crew = new Crew(workerCount, time);
        _earlierRunningTime = state.RunningTime;
        _openedAt = time.GetTimestamp();
    }

    private enum Signal
    {
        Tick,
        Stop,
        StopNow,
    }

    /// <summary>Runs until the run is closed; returns how. Throws when the journal cannot be written any more.</summary>
    public async Task<RunClosed> RunAsync(CancellationToken cancellation)
    {
        var pump = PumpAsync(cancellation);
        using var ticks = _time.CreateTimer(_ => _inbox.Writer.TryWrite(Signal.Tick), null, Tick, Tick);
        _best.RemoveDrafts();
        _pool.Start(_crew.Count);
        Notify();
        while (_state.Closed is null)
        {
            cancellation.ThrowIfCancellationRequested();
            var situation = CurrentSituation();
            foreach (var key in _decider.ToStop(situation))
                StopEvaluation(key);
            var decisions = _decider.Decide(situation);
            if (decisions.Count > 0)
            {
                if (decisions.OfType<RunClosed>().Any(closed => closed.Outcome == RunOutcome.Finished))
                    _best.WriteCard(_state);
                await JournalAsync(decisions);
                foreach (var started in decisions.OfType<EvaluationStarted>())
                    await DispatchAsync(started);
                Notify();
                continue;
            }
            await _inbox.Reader.WaitToReadAsync(cancellation);
            await HandleInboxAsync();
            Notify();
        }
        await _pool.DisposeAsync();
        await pump;
        return _state.Closed;
    }

    /// <summary>Finish what runs, then close the run as interrupted. From any thread.</summary>
    public void Stop() => _inbox.Writer.TryWrite(Signal.Stop);

    /// <summary>Stop what runs, too. From any thread.</summary>
    public void StopNow() => _inbox.Writer.TryWrite(Signal.StopNow);

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    private async Task PumpAsync(CancellationToken cancellation)
    {
        await foreach (var workerEvent in _pool.Events.ReadAllAsync(cancellation))
            _inbox.Writer.TryWrite(workerEvent);
    }

    private Situation CurrentSituation() =>
        new(_time.GetUtcNow(), _earlierRunningTime + _time.GetElapsedTime(_openedAt), _crew.FreeSlots(_decider.EvaluationsPerWorker), _stopRequested, _stranded);

    /// <summary>All that has arrived, with one flush for its results.</summary>
    private async Task HandleInboxAsync()
    {
        var outcomes = new List<JournalEvent>();
        while (_inbox.Reader.TryRead(out var message))
        {
            switch (message)
            {
                case Signal signal:
                    Handle(signal);
                    break;
                case WorkerEvent workerEvent:
                    Handle(Kept(workerEvent), outcomes);
                    break;
            }
        }
        await JournalAsync(outcomes);
    }

    /// <summary>A final fit's model is in its place before anybody hears of the fit.</summary>
    private WorkerEvent Kept(WorkerEvent workerEvent) => workerEvent is EvaluationFinished finished
        ? finished with { Result = _best.Keep(finished.Key, finished.Attempt, finished.Result, _state.Winner) }
        : workerEvent;

    private void Handle(Signal signal)
    {
        if (signal == Signal.Tick)
            return;
        if (!_stopRequested)
            _notices.Add("stopping: what runs is being finished; Ctrl-C again stops it now");
        _stopRequested = true;
        foreach (var (key, attempt, worker) in _crew.InFlight(onlyWaiting: signal == Signal.Stop).ToList())
            _pool.Stop(worker, key, attempt);
    }

    private void Handle(WorkerEvent workerEvent, List<JournalEvent> outcomes)
    {
        switch (workerEvent)
        {
            case WorkerReady ready:
                _crew.Ready(ready.Worker, ready.Pid);
                break;
            case EvaluationBegun begun:
                _crew.Begin(begun.Worker, begun.Key);
                break;
            case MeasurementArrived measured:
                _crew.Measure(measured.Worker, measured.Epoch, measured.Metrics.TryGetValue(_state.Metric, out var value) ? value : null);
                break;
            case EvaluationFinished finished:
                _crew.End(finished.Worker, finished.Key);
                outcomes.Add(_decider.Judge(finished.Key, finished.Attempt, finished.Worker, finished.Result));
                Explain(finished);
                break;
            case WorkerLost lost:
                _notices.Add($"worker {lost.Worker} was lost and is being replaced: {lost.Reason}");
                _crew.Lose(lost.Worker);
                TakeBack(lost.Worker, lost.Uncharged, outcomes);
                break;
            case WorkerRetired retired:
                _crew.Lose(retired.Worker);
                TakeBack(retired.Worker, retired.Uncharged, outcomes);
                break;
            case WorkerRefused refused:
                GiveUp(refused.Worker, refused.Message);
                break;
            case WorkersKeepDying dying:
                GiveUp(dying.Worker, string.Join(Environment.NewLine, dying.LastLines.Prepend(dying.Reason)));
                break;
            default:
                throw new InvalidOperationException($"no rule for {workerEvent.GetType().Name}");
        }
    }

    /// <summary>What a dead worker never began is free again, and nobody is charged for it.</summary>
    private static void TakeBack(int worker, IEnumerable<UnchargedAttempt> attempts, List<JournalEvent> outcomes) =>
        outcomes.AddRange(attempts.Select(attempt => new EvaluationEnded(attempt.Key, attempt.Attempt, worker, EvaluationResult.Stopped)));

    private void GiveUp(int worker, string reason)
    {
        _notices.Add($"worker {worker} cannot work: {reason}");
        _crew.GiveUp(worker);
        if (_crew.Count == 0)
            _stranded = $"no worker can work: {reason}";
    }

    private void Explain(EvaluationFinished finished)
    {
        if (finished.Result.State == EvaluationState.Failed)
            _notices.Add(string.Create(CultureInfo.InvariantCulture, $"evaluation {finished.Key} failed at attempt {finished.Attempt}: {finished.Result.Message}"));
    }

    private async Task DispatchAsync(EvaluationStarted started)
    {
        var trial = _state.AllTrials[started.Evaluation.Trial];
        var experiment = _state.Experiment;
        var request = new EvaluationRequest(
            started.Evaluation, started.Attempt, RunDecider.SeedOf(experiment, started.Evaluation), trial.Parameters, experiment.Workers.Timeout);
        if (_pool.Dispatch(started.Worker, request, _crew.PidOf(started.Worker)))
            _crew.Dispatch(started.Worker, started.Evaluation, started.Attempt);
        else
            await JournalAsync([new EvaluationEnded(started.Evaluation, started.Attempt, started.Worker, EvaluationResult.Stopped)]);
    }

    private void StopEvaluation(EvaluationKey key)
    {
        foreach (var (_, attempt, worker) in _crew.InFlight(onlyWaiting: false).Where(entry => entry.Key == key).ToList())
            _pool.Stop(worker, key, attempt);
    }

    /// <summary>To disk first, then into the state.</summary>
    private async Task JournalAsync(IReadOnlyList<JournalEvent> events)
    {
        if (events.Count == 0)
            return;
        var appended = events.Select(_journal.Append).ToList();
        foreach (var entry in appended)
            _state.Apply(await entry);
    }

    private void Notify()
    {
        var evaluations = _state.Experiment.Validation.ScoreCount;
        var planned = _state.PlannedTrials is { } trials ? trials * evaluations : (long?)null;
        var done = _state.DoneEvaluations;
        var end = _state.Closed is null ? _decider.PredictEnd(_time.GetUtcNow(), _crew.Count, planned is { } all ? Math.Max(0, all - done) : null) : null;
        _observer.Changed(new RunProgress(_state, _crew.Activities(), done, planned, end, _crew.BusyFraction, _notices));
    }
}
