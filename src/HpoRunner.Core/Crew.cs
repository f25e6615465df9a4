using HpoRunner.Evaluation;

namespace HpoRunner;

/// <summary>
/// What the deciding side knows of its workers: who is ready, what each has in flight, and how much of their time was used. Reads no
/// clock: <see cref="Now"/> is told.
/// </summary>
internal sealed class Crew
{
    private static readonly TimeSpan RestAfterRefusal = TimeSpan.FromMilliseconds(200);

    private readonly SortedDictionary<int, Member> _members = [];
    private TimeSpan _now;
    private TimeSpan _busy;
    private TimeSpan _available;

    public Crew(int count) => SetCount(count);

    /// <summary>Monotonic, from any origin.</summary>
    public TimeSpan Now
    {
        get => _now;
        set
        {
            _busy += (value - _now) * _members.Values.Count(member => member.InFlight.Count > 0);
            _available += (value - _now) * _members.Count;
            _now = value;
        }
    }

    /// <summary>Workers that were not given up and are not on their way out.</summary>
    public int Count => _members.Values.Count(member => !member.IsLeaving);

    /// <summary>Busy time over all time of all workers, so far.</summary>
    public double BusyFraction => _available > TimeSpan.Zero ? Math.Clamp(_busy / _available, 0, 1) : 0;

    /// <summary>More workers are awaited at once; those above a smaller count get nothing any more and leave when they are done.</summary>
    public void SetCount(int count)
    {
        for (var number = 1; number <= count; number++)
        {
            if (!_members.TryGetValue(number, out var member))
                _members.Add(number, member = new Member { AwaitedSince = _now });
            member.IsLeaving = false;
        }
        foreach (var (number, member) in _members.Where(entry => entry.Key > count).ToList())
        {
            member.IsLeaving = true;
            if (!member.IsReady && member.InFlight.Count == 0)
                _members.Remove(number);
        }
    }

    /// <summary>
    /// Each ready worker as often as it may take another evaluation; everybody's first place comes before anybody's second.
    /// </summary>
    public IReadOnlyList<int> FreeSlots(int perWorker)
    {
        var able = _members
            .Where(member => member.Value is { IsReady: true, IsLeaving: false } && member.Value.RestsUntil <= _now).ToList();
        return
        [
            .. Enumerable.Range(0, perWorker).SelectMany(place =>
                able.Where(member => member.Value.InFlight.Count <= place).Select(member => member.Key)),
        ];
    }

    /// <summary>From the wish for a worker, or the death of the one before it, until it was ready, at most so far.</summary>
    public TimeSpan SlowestStart { get; private set; }

    public void Ready(int worker, int pid)
    {
        if (!_members.TryGetValue(worker, out var member))
            return;
        if (!member.IsReady && _now - member.AwaitedSince > SlowestStart)
            SlowestStart = _now - member.AwaitedSince;
        (member.IsReady, member.Pid, member.RestsUntil) = (true, pid, TimeSpan.Zero);
    }

    /// <summary>Would not take an evaluation: gets none for a moment, in which what is wrong with it will become known.</summary>
    public void Refused(int worker) => _members[worker].RestsUntil = _now + RestAfterRefusal;

    /// <summary>The worker's process, as far as is known here.</summary>
    public int PidOf(int worker) => _members[worker].Pid;

    public void Dispatch(int worker, EvaluationKey key, int attempt) => _members[worker].InFlight.Add(new Flight(key, attempt));

    public void Begin(int worker, EvaluationKey key, int attempt)
    {
        if (Find(worker, key, attempt) is { } flight)
            flight.BeganAt = _now;
    }

    public void Measure(int worker, int epoch, double? metric)
    {
        if (_members.TryGetValue(worker, out var member) && member.InFlight.Find(flight => flight.BeganAt is not null) is { } flight)
            (flight.Epoch, flight.Metric) = (epoch, metric);
    }

    /// <summary>False when this attempt is not in flight here: an answer that is late, doubled, or to nobody's question.</summary>
    public bool End(int worker, EvaluationKey key, int attempt) =>
        Find(worker, key, attempt) is { } flight && _members[worker].InFlight.Remove(flight);

    /// <summary>A dead worker has nothing in flight and is not ready before it says so again; one that was leaving is gone.</summary>
    public void Lose(int worker)
    {
        if (!_members.TryGetValue(worker, out var member))
            return;
        (member.IsReady, member.AwaitedSince) = (false, _now);
        member.InFlight.Clear();
        if (member.IsLeaving)
            _members.Remove(worker);
    }

    public void GiveUp(int worker) => _members.Remove(worker);

    /// <summary>What is with the workers and has not been asked to stop with this or less grace, in the order of the workers.</summary>
    public IEnumerable<(EvaluationKey Key, int Attempt, int Worker)> InFlight(bool onlyWaiting, TimeSpan grace) =>
        from member in _members
        from flight in member.Value.InFlight
        where flight.StopGrace > grace && (!onlyWaiting || flight.BeganAt is null)
        select (flight.Key, flight.Attempt, member.Key);

    /// <summary>It was asked to stop; that is asked again only to hasten it.</summary>
    public void Stopping(int worker, EvaluationKey key, int attempt, TimeSpan grace)
    {
        if (Find(worker, key, attempt) is { } flight)
            flight.StopGrace = grace;
    }

    public IReadOnlyList<WorkerActivity> Activities() =>
    [
        .. _members.Select(member => member.Value.InFlight.Find(flight => flight.BeganAt is not null) is { BeganAt: { } began } flight
            ? new WorkerActivity(member.Key, flight.Key, flight.Epoch, flight.Metric, _now - began)
            : new WorkerActivity(member.Key, null, null, null, TimeSpan.Zero)),
    ];

    private Flight? Find(int worker, EvaluationKey key, int attempt) =>
        _members.TryGetValue(worker, out var member)
            ? member.InFlight.Find(flight => flight.Key == key && flight.Attempt == attempt)
            : null;

    private sealed class Member
    {
        public bool IsReady { get; set; }

        public bool IsLeaving { get; set; }

        public TimeSpan AwaitedSince { get; set; }

        public int Pid { get; set; }

        public TimeSpan RestsUntil { get; set; }

        public List<Flight> InFlight { get; } = [];
    }

    private sealed class Flight(EvaluationKey key, int attempt)
    {
        public EvaluationKey Key => key;

        public int Attempt => attempt;

        public TimeSpan? BeganAt { get; set; }

        public TimeSpan StopGrace { get; set; } = TimeSpan.MaxValue;

        public int? Epoch { get; set; }

        public double? Metric { get; set; }
    }
}
