using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Workers;
using HpoRunner.Workers.Protocol;

namespace HpoRunner.Fuzz;

/// <summary>
/// What a worker may say: two evaluations are in flight, and each ends at most once, whatever comes. A line that reads as a message
/// reads the same when it is written again.
/// </summary>
internal static class ProtocolParser
{
    private static readonly WorkerPoolSettings Settings = new() { RunFolder = "/run", Version = "1.0", DataHash = "cafe" };

    public static string Read(byte[] input)
    {
        var kinds = new SortedSet<string>(StringComparer.Ordinal);
        var ended = new HashSet<EvaluationKey>();
        var conversation = new WorkerConversation(1, Settings, happened => Note(happened, kinds, ended), TimeSpan.Zero);
        for (var trial = 1; trial <= WorkerConversation.Capacity; trial++)
            conversation.Requested(
                new EvaluationRequest(new EvaluationKey(trial, 0, 0), 1, 1, Configuration.Empty, null), 0, TimeSpan.Zero);
        var lines = new LineReader(new MemoryStream(input));
        LineOutcome outcome;
        while ((outcome = lines.Read(out var line)) == LineOutcome.Line)
        {
            if (ProtocolJson.Read(line, out var error) is not { } message)
            {
                kinds.Add(Parsers.Kind(error!));
                conversation.ReceiveNoise(TimeSpan.Zero);
                continue;
            }
            kinds.Add(message.GetType().Name);
            CheckRoundTrip(message);
            conversation.Receive(message, TimeSpan.Zero);
        }
        conversation.Abandon(FailureKind.Crash, "is gone", long.MaxValue, TimeSpan.Zero);
        return $"{outcome}: {string.Join('|', kinds)}";
    }

    private static void CheckRoundTrip(ProtocolMessage message)
    {
        var first = Line(message);
        var again = ProtocolJson.Read(first.AsSpan(0, first.Length - 1), out var error);
        Check.That(again is not null, $"what is written can be read: {error}");
        Check.That(Line(again!).AsSpan().SequenceEqual(first), "what is read again is the same");
    }

    private static byte[] Line(ProtocolMessage message)
    {
        var buffer = new LineBuffer();
        buffer.Add(message);
        return buffer.Bytes.ToArray();
    }

    private static void Note(WorkerEvent happened, SortedSet<string> kinds, HashSet<EvaluationKey> ended)
    {
        kinds.Add(happened.GetType().Name);
        if (happened is not EvaluationFinished finished)
            return;
        Check.That(ended.Add(finished.Key), "an evaluation ends once");
        Check.That(
            finished.Result.State != EvaluationState.Completed || finished.Result.Metrics.Values.All(double.IsFinite),
            "a completed evaluation has finite metrics");
    }
}
