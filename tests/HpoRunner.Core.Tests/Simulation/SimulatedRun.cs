using HpoRunner.Evaluation;
using HpoRunner.Journal;
using HpoRunner.Reports;
using HpoRunner.Storage;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Simulation;

/// <summary>
/// A whole run: the real coordinator, the real journal writer and reader on a simulated disk, and a clock that jumps from one thing to
/// the next. The same seed gives the same run. Nothing sleeps and nothing is started.
/// </summary>
internal sealed class SimulatedRun(RunStarted header, int seed, Weather weather)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongTick = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Forever = TimeSpan.FromDays(4);

    private readonly RandomStream _random = new((ulong)seed);
    private readonly Dictionary<EvaluationKey, int> _accidents = [];
    private readonly ManualClock _clock = new();
    private byte[] _disk = SimulatedJournal.Bytes([header]);
    private TimeSpan _elapsed;
    private RunState? _state;

    /// <summary>Ends of attempts that the journal acknowledged, with the number of their opening.</summary>
    public List<EvaluationEnded> Acknowledged { get; } = [];

    public List<string> Violations { get; } = [];

    public int Workers { get; init; } = 2;

    /// <summary>What a report of so many trials takes, where one is written now and then.</summary>
    public Func<int, TimeSpan>? ReportTakes { get; init; }

    public int Openings { get; private set; }

    public byte[] Journal => _disk;

    public TimeSpan Elapsed => _elapsed;

    public double BusyFraction { get; private set; }

    /// <summary>As the journal tells it after the last opening.</summary>
    public RunState State => _state ??= RunState.Replay(SimulatedJournal.Read(_disk));

    public string TrialsCsv
    {
        get
        {
            var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
            Reports.Tables.TrialsCsv.Write(RunResults.From(State), text);
            return text.ToString();
        }
    }

    /// <summary>Opens the run and leads it until it is closed (true) or the coordinator is killed (false).</summary>
    /// <param name="killAfter">
    /// Records of this opening until the kill, which strikes inside the write of that record; null: no kill.
    /// </param>
    /// <param name="happenings">Wishes of people and readings of the disk, and when they come, counted from this opening.</param>
    public bool Open(int? killAfter, IEnumerable<(TimeSpan At, object Happening)> happenings)
    {
        Openings++;
        var disk = new SimulatedDisk(_disk);
        LiveState? state = null;
        var (position, _) = JournalRecovery.Recover(
            disk,
            entry => (state ??= new LiveState((RunStarted)entry.Event)).Apply(entry),
            (_, _) => { });
        CheckNothingLost(RunState.Replay(SimulatedJournal.Read(disk.Content)));
        var writer = new JournalWriter(disk, position, position.Term + (Openings == 1 ? 0 : 1), _clock);
        var lead = new Lead(this, new Coordinator(state!, Workers), writer, disk, killAfter);
        if (Openings > 1)
            state!.Apply(writer.AppendAndWait(new RunResumed("simulated", 1, "0", null, null, null)));
        var isClosed = lead.Run(new Queue<(TimeSpan At, object Happening)>(happenings.OrderBy(happening => happening.At)));
        writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _disk = disk.Content;
        _state = null;
        return isClosed;
    }

    private void CheckNothingLost(RunState state)
    {
        foreach (var ended in Acknowledged.Where(ended => ended.Result.State == EvaluationState.Completed))
        {
            var slot = ended.Evaluation.IsFinal
                ? state.Finals.GetValueOrDefault(ended.Evaluation.Trial)
                : state.AllTrials[ended.Evaluation.Trial].Slot(ended.Evaluation);
            if (slot?.Outcome != EvaluationState.Completed || !slot.Metrics["accuracy"].Equals(ended.Result.Metrics["accuracy"]))
                Violations.Add($"G1: the acknowledged result of {ended.Evaluation} is lost");
        }
    }

    /// <summary>One opening of the run.</summary>
    private sealed class Lead(SimulatedRun run, Coordinator coordinator, JournalWriter writer, SimulatedDisk disk, int? killAfter)
    {
        private readonly SimulatedWorkers _workers = new(run._random, run.Weather, run._accidents);
        private readonly TimeSpan _earlier = run._elapsed;
        private int _records;
        private int _reportAfter = 5;
        private DiskReading? _reading;
        private TimeSpan _lookedAt;

        public bool Run(Queue<(TimeSpan At, object Happening)> happenings)
        {
            while (coordinator.State.Closed is null)
            {
                SetTime();
                if (!Journal(coordinator.Decide(), out var decided))
                    return false;
                foreach (var order in coordinator.TakeOrders())
                    _workers.Carry(order);
                if (decided > 0)
                    continue;
                if (_workers.Now > Forever)
                {
                    run.Violations.Add("the run never ends");
                    return true;
                }
                if (!Wait(happenings))
                    return false;
            }
            run.BusyFraction = coordinator.Progress().BusyFraction;
            return true;
        }

        // Simulating every quarter of a second of a whole night takes long, and matters near its end alone.
        private bool IsFarFromDeadline =>
            coordinator.State.Settings.Until is { } until && run._clock.GetUtcNow() < until - TimeSpan.FromMinutes(3);

        private bool Wait(Queue<(TimeSpan At, object Happening)> happenings)
        {
            var until = _workers.Now + (IsFarFromDeadline ? LongTick : Tick);
            var happened = _workers
                .Advance(
                    _workers.NextAt is { } next && next > until && happenings.Count == 0
                        && coordinator.State.Settings.Until is null ? next : until)
                .ToList();
            SetTime();
            while (happenings.TryPeek(out var coming) && coming.At <= _workers.Now)
                happened.Add(happenings.Dequeue().Happening);
            LookAtDisk(happened);
            WriteReport(happened);
            if (!Journal(coordinator.ReceiveAll(happened), out _))
                return false;
            foreach (var order in coordinator.TakeOrders())
                _workers.Carry(order);
            return true;
        }

        /// <summary>
        /// As <see cref="DiskWatch"/> does, again and again: a reading that came together with another is not the last word.
        /// </summary>
        private void LookAtDisk(List<object> happened)
        {
            if (happened.OfType<DiskReading>().LastOrDefault() is { } reading)
                _reading = reading;
            else if (_reading is { } same && _workers.Now - _lookedAt >= LookEvery)
                happened.Add(same);
            else
                return;
            _lookedAt = _workers.Now;
        }

        /// <summary>As <see cref="InterimReports"/> does in a run with a deadline, but done at once.</summary>
        private void WriteReport(List<object> happened)
        {
            var settled = coordinator.State.Tally.SettledCount;
            if (run.ReportTakes is not { } takes || settled < _reportAfter || !coordinator.HasTimeForReport)
                return;
            _reportAfter = 2 * settled;
            happened.Add(new ReportWritten(takes(settled), settled));
        }

        private void SetTime()
        {
            run._elapsed = _earlier + _workers.Now;
            run._clock.Set(new ManualClock().GetUtcNow() + run._elapsed);
            coordinator.SetTime(run._clock.GetUtcNow(), _workers.Now);
        }

        /// <summary>One group to disk, then into the coordinator; false when the kill strikes inside it.</summary>
        private bool Journal(IReadOnlyList<JournalEvent> events, out int count)
        {
            count = events.Count;
            var sound = disk.Content.Length;
            var entries = events.Select(writer.Append).ToList().ConvertAll(entry => entry.GetAwaiter().GetResult());
            _records += count;
            if (killAfter is { } limit && _records >= limit)
            {
                Strike(sound);
                return false;
            }
            foreach (var entry in entries)
                Apply(entry);
            return true;
        }

        private void Apply(JournalEntry entry)
        {
            var state = coordinator.State;
            if (entry.Event is EvaluationStarted { } started
                && !started.Evaluation.IsFinal
                && started.Attempt != state.Find(started.Evaluation.Trial)?.Slot(started.Evaluation).Attempts + 1)
                run.Violations.Add($"attempt {started.Attempt} of {started.Evaluation} is no fence");
            if (state.Paused is not null
                && entry.Event is EvaluationStarted { Evaluation.IsFinal: false } early
                && !state.IsConfirmation(early.Evaluation))
                run.Violations.Add($"{early.Evaluation} was started while the run was paused");
            if (entry.Event is EvaluationEnded ended)
                run.Acknowledged.Add(ended);
            coordinator.Apply(entry);
        }

        /// <summary>
        /// Nothing of the group was acknowledged, so any part of it may be on disk: cut off by a kill, or garbled or zero behind some
        /// byte after a power cut.
        /// </summary>
        private void Strike(int sound)
        {
            var kept = sound + run._random.NextInt(disk.Content.Length - sound + 1);
            var variant = run._random.NextInt(3);
            if (variant == 0)
            {
                disk.Truncate(kept);
                return;
            }
            var rest = disk.Content[kept..];
            foreach (ref var value in rest.AsSpan())
                value = variant == 1 ? (byte)0 : (byte)(value ^ (1 + run._random.NextInt(255)));
            disk.Write(kept, rest);
        }
    }

    private Weather Weather => weather;
}
