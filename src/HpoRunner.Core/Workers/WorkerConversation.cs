using System.Globalization;
using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Workers.Protocol;

namespace HpoRunner.Workers;

/// <summary>
/// What the coordinator knows about one worker process from what the two have said: which attempts are in flight, since when, and
/// what is wrong. Touches no process and no clock: times are given, measured from any common origin. The owner guards it with a lock.
/// </summary>
internal sealed class WorkerConversation(int worker, WorkerPoolSettings settings, Action<WorkerEvent> emit, TimeSpan started)
{
    public const int Capacity = 2;

    private readonly List<AttemptInFlight> _inFlight = new(Capacity);
    private TimeSpan _lastHeard = started;
    private TimeSpan _oldestSince = started;
    private int _noise;

    public bool IsReady { get; private set; }

    /// <summary>As it said when it became ready.</summary>
    public int Pid { get; private set; }

    public bool IsRefused { get; private set; }

    /// <summary>Set once; from then on every message is late.</summary>
    public WorkerTrouble? Trouble { get; private set; }

    public int InFlightCount => _inFlight.Count;

    /// <summary>Messages that belonged to nothing: late, doubled, unknown, or none at all.</summary>
    public int Ignored { get; private set; }

    /// <summary>Records a request on its way.</summary>
    /// <param name="position">Where in the bytes for the worker its line ends, by which it is known later whether it left.</param>
    public void Requested(EvaluationRequest request, long position, TimeSpan now)
    {
        if (_inFlight.Count == 0)
            _oldestSince = now;
        _inFlight.Add(new AttemptInFlight(request, position));
    }

    /// <summary>False when the attempt is not in flight any more.</summary>
    public bool StopRequested(EvaluationKey key, int attempt, TimeSpan now, TimeSpan grace)
    {
        if (Find(key, attempt) is not { } entry)
            return false;
        entry.StopAsked ??= now;
        entry.StopGrace = grace;
        return true;
    }

    /// <param name="fit">What lay in the file that a completed message named.</param>
    /// <param name="fileError">Why that file could not be read.</param>
    public void Receive(ProtocolMessage message, TimeSpan now, FinalFit? fit = null, string? fileError = null)
    {
        _lastHeard = now;
        if (message is HeartbeatMessage)
            return;
        if (Trouble is not null || IsRefused || !Understand(message, now, fit, fileError))
            Ignored++;
    }

    /// <summary>A line that is no message.</summary>
    public void ReceiveNoise(TimeSpan now)
    {
        _lastHeard = now;
        Ignored++;
        if (++_noise >= settings.NoiseLimit)
            Trouble ??= new WorkerTrouble(
                FailureKind.Crash, $"wrote {_noise} lines that are no messages to its standard output", Hard: false);
    }

    public void Break(string reason) => Trouble ??= new WorkerTrouble(FailureKind.Crash, reason, Hard: true);

    /// <summary>What the worker's process holds; above the limit, whatever it computes is ended.</summary>
    public void Weigh(long residentBytes)
    {
        if (settings.Memory is { } limit && residentBytes > limit && _inFlight.Count > 0)
            Trouble ??= new WorkerTrouble(
                FailureKind.Memory,
                $"used {ByteSize.Round(residentBytes)} of memory, above the limit of {ByteSize.Format(limit)}", Hard: true);
    }

    /// <summary>Looks at the limits; true when something is newly wrong.</summary>
    public bool Check(TimeSpan now)
    {
        if (Trouble is not null || IsRefused)
            return false;
        Trouble = FindTrouble(now);
        return Trouble is not null;
    }

    /// <summary>
    /// The attempt that the end of the worker is charged to is reported as failed: the oldest in flight, provided that it left the
    /// coordinator (a quick one may kill its worker before the worker's word that it began is out). Those that should have stopped
    /// did; the others are returned.
    /// </summary>
    /// <param name="reason">What the worker, or for a timeout the evaluation, did: "was killed".</param>
    /// <param name="kind">Null when the worker ended because it was asked to, which is charged to nothing.</param>
    public IReadOnlyList<UnchargedAttempt> Abandon(FailureKind? kind, string reason, long positionWritten, TimeSpan now)
    {
        var charged = _inFlight is [var oldest, ..] && oldest.Position <= positionWritten ? oldest : null;
        var message = kind == FailureKind.Timeout ? reason : $"the worker {reason}";
        foreach (var entry in _inFlight.ToArray())
        {
            if (entry.StopAsked is not null)
                Finish(entry, entry.ResultOfDeath(null, message, now), now);
            else if (kind is not null && entry == charged)
                Finish(entry, entry.ResultOfDeath(kind, message, now), now);
        }
        UnchargedAttempt[] rest = [.. _inFlight.Select(entry => new UnchargedAttempt(entry.Key, entry.Attempt))];
        _inFlight.Clear();
        return rest;
    }

    private bool Understand(ProtocolMessage message, TimeSpan now, FinalFit? fit, string? fileError) => message switch
    {
        ReadyMessage ready => Meet(ready),
        RefusedMessage refused => Refuse(refused.Message),
        StartedMessage begun => Begin(begun, now),
        MeasurementMessage measured => Measure(measured, now),
        CompletedMessage completed when Find(completed.Evaluation, completed.Attempt) is { } entry =>
            Finish(entry, entry.ResultOf(completed, now, fit, fileError), now),
        FailedMessage failed when Find(failed.Evaluation, failed.Attempt) is { } entry => Finish(entry, entry.ResultOf(failed, now), now),
        _ => false,
    };

    private bool Meet(ReadyMessage ready)
    {
        if (IsReady)
            return false;
        if (ready.Protocol != ProtocolJson.Protocol || ready.Version != settings.Version)
            return Refuse(
                $"worker {worker} on {ready.Host} is hpo {ready.Version} with protocol {ready.Protocol}, "
                + $"the coordinator is hpo {settings.Version} with protocol {ProtocolJson.Protocol}; both must be the same build");
        if (settings.DataHash is { } expected && ready.DataHash != expected)
            return Refuse($"worker {worker} on {ready.Host} read other data: its hash is {ready.DataHash}, the run's is {expected}");
        IsReady = true;
        Pid = ready.Pid;
        emit(new WorkerReady(worker, ready.Pid, ready.Host, ready.DataHash));
        return true;
    }

    private bool Refuse(string message)
    {
        IsRefused = true;
        IsReady = false;
        emit(new WorkerRefused(worker, message));
        return true;
    }

    private bool Begin(StartedMessage begun, TimeSpan now)
    {
        if (Find(begun.Evaluation, begun.Attempt) is not { Began: null } entry)
            return false;
        entry.Began = now;
        emit(new EvaluationBegun(worker, entry.Key, entry.Attempt));
        return true;
    }

    private bool Measure(MeasurementMessage measured, TimeSpan now)
    {
        if (Find(measured.Evaluation, measured.Attempt) is not { } entry)
            return false;
        entry.LastMeasured = now;
        if (!entry.Curve.Add(measured.Epoch, measured.Metrics))
            return false;
        emit(new MeasurementArrived(worker, entry.Key, entry.Attempt, measured.Epoch, measured.Metrics));
        return true;
    }

    private bool Finish(AttemptInFlight entry, EvaluationResult result, TimeSpan now)
    {
        _inFlight.Remove(entry);
        _oldestSince = now;
        emit(new EvaluationFinished(worker, entry.Key, entry.Attempt, result));
        return true;
    }

    private WorkerTrouble? FindTrouble(TimeSpan now)
    {
        if (now - _lastHeard >= settings.LostAfter)
            return new(FailureKind.Silence, $"gave no sign of life for {Text(settings.LostAfter)}", Hard: true);
        if (_inFlight is not [var oldest, ..])
            return null;
        if (oldest is { Began: { } began, Timeout: { } timeout } && now - began >= timeout)
            return new(FailureKind.Timeout, $"took longer than the timeout of {Text(timeout)}", Hard: false);
        if (oldest.LastMeasured is { } measured && settings.Silence is { } silence && now - measured >= silence)
            return new(FailureKind.Silence, $"measured nothing for {Text(silence)}", Hard: false);
        if (oldest.Began is null && now - _oldestSince >= settings.LostAfter)
            return new(FailureKind.Silence, $"did not begin an evaluation within {Text(settings.LostAfter)}", Hard: true);
        if (_inFlight.Find(entry => entry.StopAsked is { } asked && now - asked >= entry.StopGrace) is { } deaf)
            return new(FailureKind.Silence, $"did not stop an evaluation within {Text(deaf.StopGrace)}", Hard: false);
        return null;
    }

    private AttemptInFlight? Find(EvaluationKey key, int attempt) => _inFlight.Find(entry => entry.Key == key && entry.Attempt == attempt);

    private static string Text(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###} s");
}
