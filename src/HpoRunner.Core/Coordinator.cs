using HpoRunner.Evaluation;
using HpoRunner.Journal;
using HpoRunner.Steering;
using HpoRunner.Storage;
using HpoRunner.Workers;

namespace HpoRunner;

/// <summary>
/// The coordinator of a run without its surroundings: what happened goes in, records for the journal and orders for the workers come
/// out. It starts nothing, writes nothing and reads no clock, so that a simulation can lead it through any night. Its owner repeats:
/// <see cref="SetTime"/>, <see cref="Receive"/> what happened and <see cref="Decide"/>; journals the records that these return;
/// <see cref="Apply"/> each when it is on disk; then carries out <see cref="TakeOrders"/>. Records come before orders, always.
/// </summary>
internal sealed class Coordinator
{
    /// <summary>For one evaluation while the search goes on. Its worker keeps what it has prepared, which is worth some patience.</summary>
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(10);

    /// <summary>For what must not go on when the search has ended: its result would be thrown away, and others wait.</summary>
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(1);

    private readonly LiveState _state;
    private readonly RunDecider _decider;
    private readonly Crew _crew;
    private readonly ReportForecast _reports = new();
    private readonly Notices _notices = new();
    private readonly GrantedWishes _wishes;
    private readonly WorkerNews _news;
    private readonly DiskPause _pause;
    private readonly List<WorkerOrder> _orders = [];
    private readonly TimeSpan _earlierRunningTime;
    private DateTimeOffset _wallClock;
    private string? _reportProblem;

    public Coordinator(LiveState state, int workerCount)
    {
        _state = state;
        _decider = new RunDecider(state);
        _crew = new Crew(workerCount);
        _wishes = new GrantedWishes(state, _notices);
        _news = new WorkerNews(state, _decider, _crew, _notices);
        _pause = new DiskPause(state, _notices);
        _earlierRunningTime = state.RunningTime;
        _orders.Add(new CountOrder(workerCount));
    }

    public LiveState State => _state;

    /// <param name="wallClock">For <c>until</c>; may jump.</param>
    /// <param name="sinceOpened">Monotonic; for everything else.</param>
    public void SetTime(DateTimeOffset wallClock, TimeSpan sinceOpened)
    {
        _wallClock = wallClock;
        _crew.Now = sinceOpened;
    }

    /// <summary>
    /// Takes in something that happened: a <see cref="WorkerEvent"/>, a <see cref="NotDispatched"/>, a <see cref="ReportWritten"/>, a
    /// <see cref="DiskReading"/> or a <see cref="Wish"/>.
    /// </summary>
    /// <returns>What is to be journalled of it, before anybody sees it.</returns>
    public IReadOnlyList<JournalEvent> Receive(object happening)
    {
        switch (happening)
        {
            case Wish wish:
                return Grant(wish);
            case WorkerEvent news:
                return _news.Hear(news);
            case NotDispatched failed:
                return _news.Hear(failed);
            case ReportWritten written:
                Learn(written);
                return [];
            case DiskReading disk:
                return Listed(_pause.Look(disk));
            default:
                throw new InvalidOperationException($"no rule for {happening.GetType().Name}");
        }
    }

    /// <summary>
    /// As <see cref="Receive"/>, for all that came at once. When these are results and the search does not learn from them, what is
    /// started in their place comes along: it reaches the disk with them, by one flush and not by two.
    /// </summary>
    public IReadOnlyList<JournalEvent> ReceiveAll(IEnumerable<object> happenings)
    {
        var records = happenings.SelectMany(Receive).ToList();
        if (records.Count > 0 && records.TrueForAll(record => record is EvaluationEnded { Result.State: EvaluationState.Completed }))
            records.AddRange(_decider.DecideAhead(SituationNow()));
        return records;
    }

    /// <summary>What is decided now, to be journalled; empty when there is only to wait.</summary>
    public IReadOnlyList<JournalEvent> Decide()
    {
        var situation = SituationNow();
        var grace = _state.SearchEnd is null ? StopGrace : EndGrace;
        var flights = _crew.InFlight(onlyWaiting: false, grace).ToList();
        var unwanted = _decider.ToStop(situation, flights.Select(flight => flight.Key)).ToHashSet();
        Stop(flights.Where(flight => unwanted.Contains(flight.Key)), grace);
        return _decider.Decide(situation);
    }

    /// <summary>A record is on disk: now it counts, and what it allows is ordered.</summary>
    public void Apply(JournalEntry entry)
    {
        _state.Apply(entry);
        switch (entry.Event)
        {
            case EvaluationStarted started:
                Dispatch(started);
                break;
            case WorkersChanged changed:
                _crew.SetCount(changed.Count);
                _orders.Add(new CountOrder(changed.Count));
                break;
        }
    }

    /// <summary>The orders since the last call, in their order.</summary>
    public IReadOnlyList<WorkerOrder> TakeOrders()
    {
        WorkerOrder[] orders = [.. _orders];
        _orders.Clear();
        return orders;
    }

    public RunProgress Progress()
    {
        var evaluations = _state.Experiment.Validation.ScoreCount;
        var planned = _state.PlannedTrials is { } trials ? trials * evaluations : (long?)null;
        var done = _state.Tally.DoneEvaluations;
        var end = _state.Closed is null
            ? _decider.PredictEnd(_wallClock, _crew.Count, planned is { } all ? Math.Max(0, all - done) : null)
            : null;
        return new RunProgress(_state, _crew.Activities(), done, planned, end, _crew.BusyFraction, _notices);
    }

    /// <summary>Whether a report that is begun now is done before the search must end: the last one must not wait for it.</summary>
    public bool HasTimeForReport => _decider.HasTimeForReport(SituationNow());

    private Situation SituationNow() => new(
        _wallClock, _earlierRunningTime + _crew.Now, _crew.FreeSlots(_decider.EvaluationsPerWorker), _wishes.IsStop, _news.Stranded,
        _reports.Expect(_state.Tally.SettledCount), EndGrace + _crew.SlowestStart);

    private static IReadOnlyList<JournalEvent> Listed(JournalEvent? record) => record is null ? [] : [record];

    private IReadOnlyList<JournalEvent> Grant(Wish wish)
    {
        var record = _wishes.Grant(wish);
        if (wish is StopWish stop)
            Stop(_crew.InFlight(onlyWaiting: !stop.Now, StopGrace), StopGrace);
        return Listed(record);
    }

    private void Learn(ReportWritten written)
    {
        _reports.Learn(written);
        if (written.Problem is not null && written.Problem != _reportProblem)
            _notices.Add($"an interim report could not be written: {written.Problem}");
        _reportProblem = written.Problem;
    }

    private void Dispatch(EvaluationStarted started)
    {
        var key = started.Evaluation;
        // A trial with an evaluation in flight is never let go.
        var parameters = _state.Find(key.Trial)!.Parameters;
        var request = new EvaluationRequest(
            key, started.Attempt, EvaluationSeed.ForRequest(_state.Experiment, key), parameters, _state.Settings.Workers.Timeout);
        _crew.Dispatch(started.Worker, key, started.Attempt);
        _orders.Add(new DispatchOrder(started.Worker, _crew.PidOf(started.Worker), request));
    }

    private void Stop(IEnumerable<(EvaluationKey Key, int Attempt, int Worker)> flights, TimeSpan grace)
    {
        foreach (var (key, attempt, worker) in flights.ToList())
        {
            _crew.Stopping(worker, key, attempt, grace);
            _orders.Add(new StopOrder(worker, key, attempt, grace));
        }
    }
}
