using HpoRunner.Evaluation;
using HpoRunner.Workers.Protocol;

namespace HpoRunner.Workers;

/// <summary>
/// The worker's side of the protocol: one thread reads, one trains, a timer sends heartbeats and notices silence. The session ends
/// with the coordinator, and soon: threads that hang are left behind and do not keep the process alive.
/// </summary>
internal sealed class WorkerSession
{
    private const int HeartbeatsUntilLost = 6;
    private const double UsualHeartbeatSeconds = 10;

    private readonly Stream _input;
    private readonly WorkerSessionSettings _settings;
    private readonly TimeProvider _time;
    private readonly LineWriter _output;
    private readonly TrainingThread _training;
    private readonly TaskCompletionSource<SessionEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _pulseGate = new();
    private TimeSpan _heartbeatEvery = TimeSpan.MaxValue;
    private TimeSpan _lostAfter;
    private long _lastHeard;
    private long _lastHeartbeat;

    private WorkerSession(
        Stream input, Stream output, Func<HelloMessage, IEvaluator> open, TimeProvider time, WorkerSessionSettings settings)
    {
        (_input, _time, _settings) = (input, time, settings);
        _output = new LineWriter(output, time, settings.Patience);
        _training = new TrainingThread(open, _output, time, settings, End);
        _lostAfter = settings.HelloWithin;
        _lastHeard = _lastHeartbeat = time.GetTimestamp();
    }

    /// <summary>
    /// Serves one coordinator until it is gone, at most <see cref="WorkerSessionSettings.Farewell"/> longer. The evaluator is opened
    /// on the training thread after hello; an exception from <paramref name="open"/> refuses the work with its message.
    /// </summary>
    public static async Task<SessionEnd> RunAsync(
        Stream input,
        Stream output,
        Func<HelloMessage, IEvaluator> open,
        TimeProvider time,
        WorkerSessionSettings settings,
        CancellationToken terminated)
    {
        var session = new WorkerSession(input, output, open, time, settings);
        await using var termination = terminated.Register(() => session.End(SessionEnd.Terminated));
        await using var pulse = time.CreateTimer(_ => session.Pulse(), null, settings.Patience, settings.Patience);
        session._training.Start();
        new Thread(session.ReadAll) { IsBackground = true, Name = "worker input" }.Start();
        var end = await session._ended.Task;
        settings.EndWithin?.Invoke(settings.Farewell + TimeSpan.FromSeconds(0.5));
        session._training.End(isForsaken: end == SessionEnd.Silence);
        await Task.WhenAny(session._training.Ended, Task.Delay(settings.Farewell, time, CancellationToken.None));
        return end;
    }

    private void End(SessionEnd reason) => _ended.TrySetResult(reason);

    private void ReadAll()
    {
        var lines = new LineReader(_input);
        try
        {
            while (lines.Read(out var line) == LineOutcome.Line && !_ended.Task.IsCompleted)
            {
                Volatile.Write(ref _lastHeard, _time.GetTimestamp());
                if (ProtocolJson.Read(line, out var error) is { } message)
                    Handle(message);
                else
                    _settings.Log?.Invoke($"a line that is no message was ignored: {error}");
            }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            _settings.Log?.Invoke($"reading from the coordinator failed: {fault.Message}");
        }
        End(SessionEnd.Disconnected);
    }

    private void Handle(ProtocolMessage message)
    {
        switch (message)
        {
            case HelloMessage hello:
                Meet(hello);
                break;
            case EvaluateMessage evaluate:
                _training.Enqueue(evaluate);
                break;
            case StopMessage stop:
                _training.Stop(stop.Evaluation, stop.Attempt);
                break;
            case ExitMessage:
                End(SessionEnd.Exit);
                break;
        }
    }

    private void Meet(HelloMessage hello)
    {
        if (hello.Protocol != ProtocolJson.Protocol || hello.Version != _settings.Version)
        {
            _output.Send(new RefusedMessage(
                ProtocolJson.Protocol,
                _settings.Version,
                $"the coordinator is hpo {hello.Version} with protocol {hello.Protocol}, "
                + $"this worker is hpo {_settings.Version} with protocol {ProtocolJson.Protocol}; both must be the same build"));
            End(SessionEnd.Refused);
            return;
        }
        lock (_pulseGate)
        {
            _heartbeatEvery = TimeSpan.FromSeconds(
                hello.HeartbeatSeconds is > 0 and <= 3600 ? hello.HeartbeatSeconds : UsualHeartbeatSeconds);
            _lostAfter = _heartbeatEvery * HeartbeatsUntilLost;
        }
        _training.Open(hello);
    }

    private void Pulse()
    {
        if (_ended.Task.IsCompleted || !_pulseGate.TryEnter())
            return;
        try
        {
            var now = _time.GetTimestamp();
            if (_time.GetElapsedTime(Volatile.Read(ref _lastHeard), now) >= _lostAfter)
                End(SessionEnd.Silence);
            if (_time.GetElapsedTime(_lastHeartbeat, now) >= _heartbeatEvery)
            {
                _lastHeartbeat = now;
                _output.Send(HeartbeatMessage.Instance);
            }
            _output.FlushWaiting();
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            End(SessionEnd.Disconnected);
        }
        finally
        {
            _pulseGate.Exit();
        }
    }
}
