using HpoRunner.Evaluation;

namespace HpoRunner;

/// <summary>What the run's loop knows of its workers: who is ready, what each has in flight, and how much of their time was used.</summary>
internal sealed class Crew(int count, TimeProvider time)
{
    private readonly SortedDictionary<int, Member> _members = new(Enumerable.Range(1, count).ToDictionary(number => number, _ => new Member()));
    private readonly long _origin = time.GetTimestamp();
    private TimeSpan _busy;
    private TimeSpan _busySince;

    /// <summary>Workers that were not given up.</summary>
    public int Count => _members.Count;

    /// <summary>Busy time over all time of all workers, so far.</summary>
    public double BusyFraction
    {
        get
        {
            Account();
            var available = Elapsed.TotalSeconds * count;
            return available > 0 ? Math.Clamp(_busy.TotalSeconds / available, 0, 1) : 0;
        }
    }

    private TimeSpan Elapsed => time.GetElapsedTime(_origin);

    /// <summary>Each ready worker as often as it may take another evaluation; everybody's first place comes before anybody's second.</summary>
    public IReadOnlyList<int> FreeSlots(int perWorker)
    {
        var slots = new List<int>();
        for (var place = 0; place < perWorker; place++)
            slots.AddRange(_members.Where(member => member.Value.IsReady && member.Value.InFlight.Count <= place).Select(member => member.Key));
        return slots;
    }

    public void Ready(int worker, int pid)
    {
        if (_members.TryGetValue(worker, out var member))
            (member.IsReady, member.Pid) = (true, pid);
    }

    /// <summary>The worker's process, as far as is known here.</summary>
    public int PidOf(int worker) => _members[worker].Pid;

    public void Dispatch(int worker, EvaluationKey key, int attempt)
    {
        Account();
        _members[worker].InFlight.Add(new Flight(key, attempt));
    }

    public void Begin(int worker, EvaluationKey key)
    {
        if (Find(worker, key) is { } flight)
            flight.BeganAt = time.GetTimestamp();
    }

    public void Measure(int worker, int epoch, double? metric)
    {
        if (_members.TryGetValue(worker, out var member) && member.InFlight.Find(flight => flight.BeganAt is not null) is { } flight)
            (flight.Epoch, flight.Metric) = (epoch, metric);
    }

    public void End(int worker, EvaluationKey key)
    {
        Account();
        if (Find(worker, key) is { } flight)
            _members[worker].InFlight.Remove(flight);
    }

    /// <summary>A dead worker has nothing in flight and is not ready before it says so again.</summary>
    public void Lose(int worker)
    {
        Account();
        if (!_members.TryGetValue(worker, out var member))
            return;
        member.IsReady = false;
        member.InFlight.Clear();
    }

    public void GiveUp(int worker)
    {
        Account();
        _members.Remove(worker);
    }

    public IEnumerable<(EvaluationKey Key, int Attempt, int Worker)> InFlight(bool onlyWaiting) =>
        from member in _members
        from flight in member.Value.InFlight
        where !onlyWaiting || flight.BeganAt is null
        select (flight.Key, flight.Attempt, member.Key);

    public IReadOnlyList<WorkerActivity> Activities() =>
    [
        .. _members.Select(member => member.Value.InFlight.Find(flight => flight.BeganAt is not null) is { BeganAt: { } began } flight
            ? new WorkerActivity(member.Key, flight.Key, flight.Epoch, flight.Metric, time.GetElapsedTime(began))
            : new WorkerActivity(member.Key, null, null, null, TimeSpan.Zero)),
    ];

    private Flight? Find(int worker, EvaluationKey key) =>
        _members.TryGetValue(worker, out var member) ? member.InFlight.Find(flight => flight.Key == key) : null;

    /// <summary>Adds the time since the last change for every worker that had something to do.</summary>
    private void Account()
    {
        var now = Elapsed;
        _busy += (now - _busySince) * _members.Values.Count(member => member.InFlight.Count > 0);
        _busySince = now;
    }

    private sealed class Member
    {
        public bool IsReady { get; set; }

        public int Pid { get; set; }

        public List<Flight> InFlight { get; } = [];
    }

    private sealed class Flight(EvaluationKey key, int attempt)
    {
        public EvaluationKey Key => key;

        public int Attempt => attempt;

        public long? BeganAt { get; set; }

        public int? Epoch { get; set; }

        public double? Metric { get; set; }
    }
}
