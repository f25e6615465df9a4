using System.Text;
using HpoRunner.Evaluation;
using HpoRunner.Workers.Protocol;

namespace HpoRunner.Workers;

/// <summary>
/// One worker process and the conversation with it, from hello to its death: a thread reads, the pool's clock calls
/// <see cref="Tick"/>, and <see cref="Gone"/> completes when the process is dead and its last words are read. All members but the
/// reading take the pool's lock.
/// </summary>
internal sealed class WorkerConnection
{
    private const int NoiseShown = 500;

    private readonly int _worker;
    private readonly WorkerProcess _process;
    private readonly WorkerPool _pool;
    private readonly WorkerPoolSettings _settings;
    private readonly WorkerConversation _conversation;
    private readonly Termination _termination;
    private readonly TaskCompletionSource _readAll = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _proven = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<UnchargedAttempt> _uncharged = [];
    private TimeSpan _nextHeartbeat;
    private TimeSpan _nextWeighing;

    public WorkerConnection(int worker, WorkerProcess process, WorkerPool pool)
    {
        (_worker, _process, _pool, _settings) = (worker, process, pool, pool.Settings);
        var started = pool.Now;
        _conversation = new WorkerConversation(worker, _settings, pool.Emit, started);
        _termination = new Termination(process, _settings.TerminateGrace);
        _nextHeartbeat = started + _settings.HeartbeatEvery;
        lock (pool.Gate)
            process.Input.Send(
                new HelloMessage(ProtocolJson.Protocol, _settings.Version, _settings.RunFolder, _settings.HeartbeatEvery.TotalSeconds));
        new Thread(ReadAll) { IsBackground = true, Name = $"worker {worker} output" }.Start();
        Gone = WaitForDeathAsync();
    }

    /// <summary>The process is dead, its group too, and what it wrote before is read.</summary>
    public Task Gone { get; }

    /// <summary>It got its first evaluation.</summary>
    public Task Proven => _proven.Task;

    public bool WasReady { get; private set; }

    public bool IsRefused => _conversation.IsRefused;

    /// <summary>It was told to exit; from then on it gets no work.</summary>
    public bool IsEnding { get; private set; }

    public bool IsIdle => _conversation.InFlightCount == 0;

    public int Ignored => _conversation.Ignored;

    /// <summary>After <see cref="Gone"/>: 128 + the signal when a signal ended it.</summary>
    public int ExitCode { get; private set; }

    public IReadOnlyList<string> LastLines => _process.LastLines;

    /// <summary>Why it died, for people.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>After <see cref="Gone"/>: what it never began.</summary>
    public IReadOnlyList<UnchargedAttempt> Uncharged => _uncharged;

    /// <summary>
    /// False when this worker takes no work: not ready, not the process that is meant, ending, dying or with a broken pipe.
    /// </summary>
    public bool TryDispatch(EvaluationRequest request, int? pid)
    {
        var isMeant = pid is null || pid == _conversation.Pid;
        if (!isMeant || IsEnding || _conversation is not { IsReady: true, Trouble: null } || _process.Input.IsBroken)
            return false;
        if (_conversation.InFlightCount == WorkerConversation.Capacity)
            throw new InvalidOperationException($"worker {_worker} has {WorkerConversation.Capacity} evaluations in flight already");
        _proven.TrySetResult();
        _process.Input.Send(
            new EvaluateMessage(request.Key, request.Attempt, request.Seed, request.Parameters, request.Timeout?.TotalSeconds));
        // The answer cannot be seen before this: it needs the lock that the caller holds.
        _conversation.Requested(request, _process.Input.Queued, _pool.Now);
        return true;
    }

    public void Stop(EvaluationKey key, int attempt, TimeSpan grace)
    {
        if (_conversation.StopRequested(key, attempt, _pool.Now, grace))
            _process.Input.Send(new StopMessage(key, attempt));
    }

    /// <summary>Exit message, end of input, and after the grace the signals. A shorter grace later shortens an earlier one.</summary>
    public void End(TimeSpan grace)
    {
        if (!IsEnding && !_process.Input.IsBroken)
            _process.Input.Send(ExitMessage.Instance);
        IsEnding = true;
        _process.Input.Close();
        _termination.By(_pool.Now + grace);
    }

    public void Tick()
    {
        var now = _pool.Now;
        if (_conversation.Check(now) || IsTooHeavy(now))
            HandleTrouble(now);
        if (!IsEnding && now >= _nextHeartbeat)
        {
            _nextHeartbeat = now + _settings.HeartbeatEvery;
            _process.Input.Send(HeartbeatMessage.Instance);
        }
        else if (!_process.Input.IsBroken)
        {
            _process.Input.Flush();
        }
        _termination.Tick(now);
    }

    /// <summary>Looks at the memory now and then; true when it is newly too much.</summary>
    private bool IsTooHeavy(TimeSpan now)
    {
        if (_settings.Memory is null || now < _nextWeighing || _conversation.Trouble is not null || _process.Exited.IsCompleted)
            return false;
        _nextWeighing = now + _settings.MemoryEvery;
        _conversation.Weigh(_process.ResidentBytes());
        return _conversation.Trouble is not null;
    }

    private void HandleTrouble(TimeSpan now)
    {
        // Asked right after it was found.
        var trouble = _conversation.Trouble!;
        Log($"is ended: {trouble.Reason}");
        _uncharged.AddRange(_conversation.Abandon(trouble.Kind, trouble.Reason, _process.Input.Written, now));
        if (trouble.Hard)
            _process.Kill();
        else
            _termination.Begin(now);
    }

    private void ReadAll()
    {
        try
        {
            while (ReadLine())
            {
            }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            Log($"reading its output failed: {fault.Message}");
        }
        _readAll.TrySetResult();
    }

    private bool ReadLine()
    {
        switch (_process.Output.Read(out var line))
        {
            case LineOutcome.Line:
                if (ProtocolJson.Read(line, out var error) is { } message)
                    Receive(message);
                else
                    ReceiveNoise(line, error!);
                return true;
            case LineOutcome.TooLong:
                lock (_pool.Gate)
                {
                    _conversation.Break($"wrote a line of more than {LineReader.DefaultLimit} bytes");
                    HandleTrouble(_pool.Now);
                }
                return false;
            default:
                // A worker without output is of no use; the usual reason is its death, which needs no help.
                lock (_pool.Gate)
                    _termination.ByDefault(_pool.Now + _settings.Drain);
                return false;
        }
    }

    private void Receive(ProtocolMessage message)
    {
        FinalFit? fit = null;
        string? fileError = null;
        if (message is CompletedMessage { Path: { } path })
            fit = ResultFile.Take(_settings.RunFolder, path, out fileError);
        lock (_pool.Gate)
        {
            _conversation.Receive(message, _pool.Now, fit, fileError);
            WasReady |= _conversation.IsReady;
            if (_conversation.IsRefused && !IsEnding)
                End(_settings.EndGrace);
        }
    }

    private void ReceiveNoise(ReadOnlySpan<byte> line, string error)
    {
        var shown = Encoding.UTF8.GetString(line[..Math.Min(line.Length, NoiseShown)]);
        Log($"wrote a line that is no message ({error}): {shown}");
        lock (_pool.Gate)
        {
            var healthy = _conversation.Trouble is null;
            _conversation.ReceiveNoise(_pool.Now);
            if (healthy && _conversation.Trouble is not null)
                HandleTrouble(_pool.Now);
        }
    }

    private async Task WaitForDeathAsync()
    {
        await _process.Exited;
        _process.KillRemains();
        await Task.WhenAny(
            Task.WhenAll(_readAll.Task, _process.ErrorsEnded), Task.Delay(_settings.Drain, _pool.Time, CancellationToken.None));
        lock (_pool.Gate)
        {
            Reason = _conversation.Trouble?.Reason ?? WorkerDeath.Describe(_process.ExitCode);
            FailureKind? kind = IsEnding || _process.ExitCode == WorkerDeath.Forsaken ? null : FailureKind.Crash;
            _uncharged.AddRange(_conversation.Abandon(kind, Reason, _process.Input.Written, _pool.Now));
            _conversation.Break(Reason);
            ExitCode = _process.ExitCode;
            _process.Dispose();
        }
        ResultFile.RemoveLeftovers(_settings.RunFolder, _process.Pid);
    }

    private void Log(string line) => _pool.Log(_worker, line);
}
