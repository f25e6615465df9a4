using HpoRunner.Evaluation;
using HpoRunner.Workers.Protocol;

namespace HpoRunner.Workers;

/// <summary>An evaluator behind the protocol: a request goes in and its one answer comes out, whatever the evaluator throws.</summary>
/// <param name="runFolder">Where a result that is too large for a message is put.</param>
/// <param name="output">Where it is said that an evaluation began, and what was measured on its way.</param>
internal sealed class AnsweringEvaluator(
    IEvaluator evaluator, string runFolder, LineWriter output, TimeProvider time, Action<string>? log)
{
    public ProtocolMessage Answer(EvaluateMessage asked, CancellationToken cancellation)
    {
        var (key, attempt) = (asked.Evaluation, asked.Attempt);
        var began = time.GetTimestamp();
        try
        {
            var timeout = asked.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
            var request = new EvaluationRequest(key, attempt, asked.Seed, asked.Parameters, timeout);
            output.SendSoon(new StartedMessage(key, attempt));
            var result = evaluator.Evaluate(
                request, (epoch, metrics) => output.SendSoon(new MeasurementMessage(key, attempt, epoch, metrics)), cancellation);
            return ToMessage(request, result);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new FailedMessage(key, attempt, FailedKind.Stopped, "stopped", 0, time.GetElapsedTime(began).TotalSeconds);
        }
        catch (Exception fault)
        {
            log?.Invoke($"evaluation {key}, attempt {attempt}: {fault}");
            return new FailedMessage(
                key, attempt, FailedKind.Trainer, ProtocolJson.Fit(fault.Message), 0, time.GetElapsedTime(began).TotalSeconds);
        }
    }

    private ProtocolMessage ToMessage(EvaluationRequest request, EvaluationResult result)
    {
        var kind = result.State switch
        {
            EvaluationState.Completed or EvaluationState.Diverged => (FailedKind?)null,
            EvaluationState.Failed => FailedKind.Trainer,
            EvaluationState.Infeasible => FailedKind.Infeasible,
            EvaluationState.Stopped => FailedKind.Stopped,
            _ => throw new ArgumentOutOfRangeException(nameof(result), result.State, "unknown state"),
        };
        if (kind is { } failed)
            return new FailedMessage(
                request.Key, request.Attempt, failed, ProtocolJson.Fit(result.Message ?? ""), result.Epochs, result.Seconds);
        var path = result.FinalFit is { } fit ? ResultFile.Write(runFolder, request.Key, request.Attempt, fit) : null;
        var diverged = result.State == EvaluationState.Diverged;
        return new CompletedMessage(request.Key, request.Attempt, result.Metrics, result.Epochs, result.Seconds, diverged, path);
    }
}
