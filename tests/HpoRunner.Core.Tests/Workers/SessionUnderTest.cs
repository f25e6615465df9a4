using System.IO.Pipes;
using HpoRunner.Evaluation;
using HpoRunner.Workers.Protocol;

namespace HpoRunner.Workers;

internal sealed record EvaluationCall(EvaluationRequest Request, CancellationToken Cancellation);

/// <summary>A session and the coordinator's ends of its pipes.</summary>
internal sealed class SessionUnderTest : IEvaluator, IAsyncDisposable
{
    private readonly AnonymousPipeServerStream _toSession = new(PipeDirection.Out);
    private readonly AnonymousPipeServerStream _fromSession = new(PipeDirection.In);
    private readonly CancellationTokenSource _terminated = new();
    private readonly Func<EvaluationCall, EvaluationResult> _evaluate;
    private readonly LineReader _lines;

    public SessionUnderTest(
        Func<EvaluationCall, EvaluationResult> evaluate, Exception? cannotOpen = null, WorkerSessionSettings? settings = null)
    {
        _evaluate = evaluate;
        _lines = new LineReader(_fromSession);
        var input = new AnonymousPipeClientStream(PipeDirection.In, _toSession.ClientSafePipeHandle);
        var output = new AnonymousPipeClientStream(PipeDirection.Out, _fromSession.ClientSafePipeHandle);
        settings = (settings ?? new WorkerSessionSettings()) with { Version = "1.0" };
        End = WorkerSession.RunAsync(
            input, output, _ => cannotOpen is null ? this : throw cannotOpen, TimeProvider.System, settings, _terminated.Token);
    }

    public Task<SessionEnd> End { get; }

    public string DataHash => "cafe";

    public EvaluationResult Evaluate(
        EvaluationRequest request, Action<int, IReadOnlyDictionary<string, double>> measured, CancellationToken cancellation) =>
        _evaluate(new EvaluationCall(request, cancellation));

    public void Hello() => Say(new HelloMessage(ProtocolJson.Protocol, "1.0", "/run", 10));

    public void Say(ProtocolMessage message)
    {
        var line = new LineBuffer();
        line.Add(message);
        Write(line.Bytes);
    }

    public void Write(ReadOnlySpan<byte> bytes) => _toSession.Write(bytes);

    public void CloseInput() => _toSession.Dispose();

    public void Terminate() => _terminated.Cancel();

    public T Expect<T>()
        where T : ProtocolMessage
    {
        Assert.That(_lines.Read(out var line), Is.EqualTo(LineOutcome.Line));
        var message = ProtocolJson.Read(line, out var error);
        Assert.That(message, Is.InstanceOf<T>(), error);
        return (T)message!;
    }

    public T SkipTo<T>()
        where T : ProtocolMessage
    {
        while (_lines.Read(out var line) == LineOutcome.Line)
        {
            if (ProtocolJson.Read(line, out _) is T found)
                return found;
        }
        throw new EndOfStreamException();
    }

    public async ValueTask DisposeAsync()
    {
        await _toSession.DisposeAsync();
        await End;
        await _fromSession.DisposeAsync();
        _terminated.Dispose();
    }
}
