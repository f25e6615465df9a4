using HpoRunner.Evaluation;
using HpoRunner.Workers.Protocol;

namespace HpoRunner.Workers;

/// <summary>
/// The one thread of a worker that trains. It opens the evaluator, computes what is queued in order, and answers each request exactly
/// once: completed or failed. When the answers cannot be written any more, it tells the session and ends.
/// </summary>
internal sealed class TrainingThread(
    Func<HelloMessage, IEvaluator> open, LineWriter output, TimeProvider time, WorkerSessionSettings settings, Action<SessionEnd> end)
{
    private readonly Queue<EvaluateMessage> _queue = new();
    private readonly object _gate = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HelloMessage? _hello;
    private EvaluateMessage? _current;
    private CancellationTokenSource? _cancelCurrent;
    private bool _ending;
    private volatile bool _isForsaken;

    public Task Ended => _ended.Task;

    public void Start() => new Thread(Run) { IsBackground = true, Name = "training" }.Start();

    /// <summary>The evaluator is opened once; a second hello changes nothing.</summary>
    public void Open(HelloMessage hello)
    {
        lock (_gate)
        {
            _hello ??= hello;
            Monitor.Pulse(_gate);
        }
    }

    public void Enqueue(EvaluateMessage request)
    {
        lock (_gate)
        {
            _queue.Enqueue(request);
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Cancels what runs, or takes it out of the queue; silent when it is neither, for then its answer is on the way.</summary>
    public void Stop(EvaluationKey key, int attempt)
    {
        lock (_gate)
        {
            if (_current is { } current && current.Evaluation == key && current.Attempt == attempt)
            {
                _cancelCurrent?.Cancel();
                return;
            }
            var others = _queue.Where(request => request.Evaluation != key || request.Attempt != attempt).ToList();
            if (others.Count == _queue.Count)
                return;
            _queue.Clear();
            others.ForEach(_queue.Enqueue);
        }
        Answer(new FailedMessage(key, attempt, FailedKind.Stopped, "stopped before it began"));
    }

    /// <summary>Cancels what runs and forgets what waits.</summary>
    /// <param name="isForsaken">Nobody asked for it: a coordinator that comes back must not take what was broken off for a failure.</param>
    public void End(bool isForsaken)
    {
        _isForsaken = isForsaken;
        lock (_gate)
        {
            _ending = true;
            _queue.Clear();
            _cancelCurrent?.Cancel();
            Monitor.PulseAll(_gate);
        }
    }

    private void Run()
    {
        try
        {
            if (WaitForHello() is { } hello && OpenEvaluator(hello) is { } evaluator)
            {
                var answering = new AnsweringEvaluator(evaluator, hello.RunFolder, output, time, settings.Log);
                while (Next() is { } request)
                {
                    var answer = answering.Answer(request, _cancelCurrent!.Token);
                    if ((_isForsaken && answer is FailedMessage { Kind: FailedKind.Stopped }) || !Answer(answer))
                        return;
                }
            }
        }
        finally
        {
            _ended.TrySetResult();
        }
    }

    private HelloMessage? WaitForHello()
    {
        lock (_gate)
        {
            while (_hello is null && !_ending)
                Monitor.Wait(_gate);
            return _ending ? null : _hello;
        }
    }

    private IEvaluator? OpenEvaluator(HelloMessage hello)
    {
        IEvaluator evaluator;
        try
        {
            evaluator = open(hello);
        }
        catch (Exception fault)
        {
            // Whatever keeps the data from being read keeps this worker, and only it, from working.
            settings.Log?.Invoke(fault.ToString());
            Answer(new RefusedMessage(ProtocolJson.Protocol, settings.Version, ProtocolJson.Fit(fault.Message)));
            end(SessionEnd.Refused);
            return null;
        }
        var ready = new ReadyMessage(
            ProtocolJson.Protocol, settings.Version, Environment.ProcessId, Environment.MachineName, Environment.CurrentDirectory,
            evaluator.DataHash);
        return Answer(ready) ? evaluator : null;
    }

    private EvaluateMessage? Next()
    {
        lock (_gate)
        {
            _current = null;
            while (_queue.Count == 0 && !_ending)
                Monitor.Wait(_gate);
            if (_ending)
                return null;
            _current = _queue.Dequeue();
            _cancelCurrent = new CancellationTokenSource();
            return _current;
        }
    }

    /// <summary>False when the coordinator is not there to hear it.</summary>
    private bool Answer(ProtocolMessage message)
    {
        try
        {
            output.Send(message);
            return true;
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            end(SessionEnd.Disconnected);
            return false;
        }
    }
}
