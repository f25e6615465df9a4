using System.Text;
using HpoRunner.Evaluation;
using HpoRunner.Workers.Protocol;

namespace HpoRunner.FaultyWorker;

/// <summary>A worker that speaks the protocol by hand, so that it can break it.</summary>
internal sealed class RawWorker(Stream input, Stream output)
{
    private readonly LineReader _lines = new(input);

    /// <summary>Waits for hello and answers it.</summary>
    public void Meet(string? version = null, string dataHash = "cafe")
    {
        var hello = (HelloMessage)Next()!;
        Say(new ReadyMessage(ProtocolJson.Protocol, version ?? hello.Version, Environment.ProcessId, "here", "/", dataHash));
    }

    /// <summary>The next message that is not a heartbeat; null at the end of the input.</summary>
    public ProtocolMessage? Next()
    {
        while (_lines.Read(out var line) == LineOutcome.Line)
        {
            if (ProtocolJson.Read(line, out _) is { } message and not HeartbeatMessage)
                return message;
        }
        return null;
    }

    public EvaluateMessage NextEvaluation() => Next() as EvaluateMessage ?? throw new EndOfStreamException();

    public void Say(ProtocolMessage message) => Write(Line(message));

    public void Write(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        output.Flush();
    }

    public static byte[] Line(ProtocolMessage message)
    {
        var buffer = new LineBuffer();
        buffer.Add(message);
        return buffer.Bytes.ToArray();
    }

    public static CompletedMessage Result(EvaluateMessage request, double score) => Result(request.Evaluation, request.Attempt, score);

    public static CompletedMessage Result(EvaluationKey key, int attempt, double score) =>
        new(key, attempt, new Dictionary<string, double> { ["score"] = score }, 1, 0.001);

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
