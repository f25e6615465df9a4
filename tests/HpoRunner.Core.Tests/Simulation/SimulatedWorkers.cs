using HpoRunner.Evaluation;
using HpoRunner.Training.Numerics;
using HpoRunner.Workers;

namespace HpoRunner.Simulation;

/// <summary>
/// Workers that exist only as a queue of what they will say. They keep the promises of <see cref="WorkerPool"/>: one end per attempt,
/// a loss with what never began, a replacement that reports ready; and break those that a coordinator must not rely on.
/// </summary>
internal sealed class SimulatedWorkers(RandomStream random, Weather weather, Dictionary<EvaluationKey, int> accidents)
{
    // From SIGTERM to SIGKILL, and a tick.
    private const double KillTakes = 1.1;

    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(0.5);

    private readonly PriorityQueue<Action, (TimeSpan At, int Number)> _agenda = new();
    private readonly SortedDictionary<int, Worker> _workers = [];
    private readonly Queue<object> _said = new();
    private int _number;
    private int _pid;

    public TimeSpan Now { get; private set; }

    public TimeSpan? NextAt => _agenda.TryPeek(out _, out var priority) ? priority.At : null;

    public IEnumerable<(EvaluationKey Key, int Attempt)> InFlight =>
        _workers.Values.SelectMany(worker => worker.Flights).Select(flight => (flight.Request.Key, flight.Request.Attempt));

    public void Carry(WorkerOrder order)
    {
        switch (order)
        {
            case CountOrder count:
                SetCount(count.Count);
                break;
            case DispatchOrder dispatch:
                Dispatch(dispatch);
                break;
            case StopOrder stop when _workers.TryGetValue(stop.Worker, out var worker):
                if (worker.Flights.Find(flight => flight.Request.Key == stop.Key && flight.Request.Attempt == stop.Attempt) is { } flight)
                    After(flight.Hangs ? stop.Grace.TotalSeconds + KillTakes : 0.2, () => StopFlight(stop.Worker, worker, flight));
                break;
        }
    }

    /// <summary>Lets time pass, to the next thing that happens or to <paramref name="limit"/>; returns what was said.</summary>
    public IReadOnlyList<object> Advance(TimeSpan limit)
    {
        if (NextAt is { } next && next <= limit)
        {
            Now = next > Now ? next : Now;
            while (NextAt <= Now)
                _agenda.Dequeue()();
        }
        else
        {
            Now = limit;
        }
        object[] said = [.. _said];
        _said.Clear();
        return said;
    }

    private void SetCount(int count)
    {
        for (var number = 1; number <= count; number++)
        {
            if (!_workers.ContainsKey(number))
                Start(number);
        }
        foreach (var (number, worker) in _workers.Where(entry => entry.Key > count).ToList())
        {
            worker.IsRetiring = true;
            RetireWhenIdle(number, worker);
        }
    }

    private void Start(int number)
    {
        var worker = _workers[number] = new Worker(++_pid);
        After(random.NextDouble() * StartsWithin.TotalSeconds, () =>
        {
            if (IsHere(number, worker))
                _said.Enqueue(new WorkerReady(number, worker.Pid, "simulated", "d0"));
        });
    }

    private void Dispatch(DispatchOrder order)
    {
        if (!_workers.TryGetValue(order.Worker, out var worker)
            || worker.Pid != order.Pid
            || worker.IsRetiring
            || random.NextDouble() < weather.Refusals)
        {
            // It stands in the inbox behind what the pool has said meanwhile, the worker's death among it.
            After(
                0.05 * random.NextDouble(),
                () => _said.Enqueue(new NotDispatched(order.Worker, order.Request.Key, order.Request.Attempt)));
            return;
        }
        if (worker.Flights.Count == WorkerPool.InFlightPerWorker)
            throw new InvalidOperationException("a worker got more than it can hold");
        worker.Flights.Add(new Flight(order.Request));
        if (worker.Flights.Count == 1)
            Begin(order.Worker, worker);
    }

    private void Begin(int number, Worker worker)
    {
        if (worker.Flights is not [var flight, ..])
        {
            RetireWhenIdle(number, worker);
            return;
        }
        var request = flight.Request;
        flight.Seconds = weather.Duration(random, request.Key).TotalSeconds;
        After(0.01, () => Say(number, worker, flight, new EvaluationBegun(number, request.Key, request.Attempt)));
        var fate = random.NextDouble();
        var mayFail = accidents.GetValueOrDefault(request.Key) < weather.MostAccidents;
        if (weather.IsPoison(request.Key) || (mayFail && fate < weather.Deaths))
            After(flight.Seconds * random.NextDouble(), () => Die(number, worker, flight, FailureKind.Crash, "the worker was killed"));
        else if (mayFail && fate < weather.Deaths + weather.Hangs)
            After(
                (request.Timeout ?? TimeSpan.FromHours(1)).TotalSeconds,
                () => Die(number, worker, flight, FailureKind.Timeout, "took longer than the timeout"));
        else if (1 - fate < weather.EndlessHangs)
            flight.Hangs = true;
        else
            After(flight.Seconds, () => Finish(number, worker, flight, ResultOf(request, flight.Seconds)));
    }

    private void Finish(int number, Worker worker, Flight flight, EvaluationResult result)
    {
        if (!IsHere(number, worker) || !worker.Flights.Contains(flight))
            return;
        var wasOldest = worker.Flights[0] == flight;
        worker.Flights.Remove(flight);
        var answer = new EvaluationFinished(number, flight.Request.Key, flight.Request.Attempt, result);
        _said.Enqueue(answer);
        if (random.NextDouble() < weather.Echoes)
            After(random.NextDouble() * 3, () => _said.Enqueue(answer));
        if (wasOldest)
            Begin(number, worker);
    }

    /// <summary>What hangs is stopped by the death of its worker, which another follows.</summary>
    private void StopFlight(int number, Worker worker, Flight flight)
    {
        Finish(number, worker, flight, EvaluationResult.Stopped);
        if (!flight.Hangs || !IsHere(number, worker))
            return;
        _said.Enqueue(new WorkerLost(
            number, "did not stop an evaluation", 137, [],
            [.. worker.Flights.Select(other => new UnchargedAttempt(other.Request.Key, other.Request.Attempt))]));
        Replace(number, worker);
    }

    /// <summary>The oldest is charged, the other goes back; sometimes the dead one's answer still arrives.</summary>
    private void Die(int number, Worker worker, Flight flight, FailureKind kind, string reason)
    {
        if (!IsHere(number, worker) || !worker.Flights.Contains(flight))
            return;
        accidents[flight.Request.Key] = accidents.GetValueOrDefault(flight.Request.Key) + 1;
        var message = $"{reason} at {flight.Request.Key}";
        _said.Enqueue(new EvaluationFinished(
            number, flight.Request.Key, flight.Request.Attempt, EvaluationResult.Failed(kind, message, flight.Seconds)));
        _said.Enqueue(new WorkerLost(
            number, reason, 137, [],
            [.. worker.Flights.Skip(1).Select(other => new UnchargedAttempt(other.Request.Key, other.Request.Attempt))]));
        if (random.NextDouble() < weather.Echoes)
        {
            var late = new EvaluationFinished(number, flight.Request.Key, flight.Request.Attempt, ResultOf(flight.Request, flight.Seconds));
            After(random.NextDouble() * 3, () => _said.Enqueue(late));
        }
        Replace(number, worker);
    }

    private void Replace(int number, Worker dead)
    {
        _workers.Remove(number);
        if (dead.IsRetiring)
            _said.Enqueue(new WorkerRetired(number, []));
        else
            Start(number);
    }

    private void RetireWhenIdle(int number, Worker worker)
    {
        if (!worker.IsRetiring || worker.Flights.Count > 0 || !IsHere(number, worker))
            return;
        _workers.Remove(number);
        _said.Enqueue(new WorkerRetired(number, []));
    }

    private void Say(int number, Worker worker, Flight flight, WorkerEvent said)
    {
        if (IsHere(number, worker) && worker.Flights.Contains(flight))
            _said.Enqueue(said);
    }

    private bool IsHere(int number, Worker worker) => _workers.TryGetValue(number, out var present) && present == worker;

    private void After(double seconds, Action happens) => _agenda.Enqueue(happens, (Now + TimeSpan.FromSeconds(seconds), _number++));

    /// <summary>A pure function of the request, as training is; some configurations diverge or are infeasible.</summary>
    private static EvaluationResult ResultOf(EvaluationRequest request, double seconds)
    {
        var key = request.Key;
        var draw = RandomStream.Derive((ulong)request.Seed, "result", key.Trial, key.Repeat, key.Fold + 1);
        var rate = request.Parameters["learning_rate"]!.Value.AsNumber;
        var score = 0.9 - (0.05 * Math.Abs(Math.Log10(rate / 0.01))) + (0.02 * draw.NextNormal());
        var metrics = new Dictionary<string, double> { ["accuracy"] = score };
        if (key.IsFinal)
            return new(
                EvaluationState.Completed, metrics, 10, seconds,
                FinalFit: new FinalFit([0, 1, 2], [0, 1, 1], [0, 1, draw.NextInt(2)]));
        return draw.NextInt(40) switch
        {
            0 => new(EvaluationState.Diverged, new Dictionary<string, double> { ["accuracy"] = double.NaN }, 3, seconds),
            1 => new(EvaluationState.Infeasible, new Dictionary<string, double>(), 0, seconds),
            2 => EvaluationResult.Failed(FailureKind.Trainer, $"no convergence at {key}", seconds),
            _ => new(EvaluationState.Completed, metrics, 10, seconds),
        };
    }

    private sealed class Worker(int pid)
    {
        public int Pid => pid;

        public bool IsRetiring { get; set; }

        public List<Flight> Flights { get; } = [];
    }

    private sealed class Flight(EvaluationRequest request)
    {
        public EvaluationRequest Request => request;

        public double Seconds { get; set; }

        public bool Hangs { get; set; }
    }
}
