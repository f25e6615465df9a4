using System.Diagnostics;
using HpoRunner.Evaluation;

namespace HpoRunner.FaultyWorker;

/// <summary>
/// Does what the parameter <c>do</c> of each evaluation says, inside an honest session. Without it, it completes at once and tells
/// twice the parameter <c>x</c> as <c>score</c>.
/// </summary>
internal sealed class FaultyEvaluator : IEvaluator
{
    public string DataHash => "cafe";

    public EvaluationResult Evaluate(
        EvaluationRequest request, Action<int, IReadOnlyDictionary<string, double>> measured, CancellationToken cancellation)
    {
        switch (request.Parameters["do"]?.ToString())
        {
            case "die":
                Process.GetCurrentProcess().Kill();
                Hang.Forever();
                break;
            case "exit 137":
                Environment.Exit(137);
                break;
            case "exit 0":
                Environment.Exit(0);
                break;
            case "throw":
                throw new InvalidDataException("the trainer has no data");
            case "hang until stopped":
                cancellation.WaitHandle.WaitOne();
                cancellation.ThrowIfCancellationRequested();
                break;
            case "hang":
                Hang.Forever();
                break;
            case "stop itself":
                Signals.StopMyself();
                break;
            case "measure":
                for (var epoch = 1; epoch <= 3; epoch++)
                    measured(epoch, new Dictionary<string, double> { ["loss"] = 1.0 / epoch });
                break;
            case "measure and hang":
                measured(1, new Dictionary<string, double> { ["loss"] = 1 });
                Hang.Forever();
                break;
            case "eat memory":
                for (var eaten = new List<byte[]>(); ;)
                {
                    eaten.Add(new byte[1 << 20]);
                    eaten[^1].AsSpan().Fill(1);
                    cancellation.ThrowIfCancellationRequested();
                }
            case "predict":
                return Completed(request) with { FinalFit = new FinalFit([7, 8], [0, 1], [0, 0]) };
            case "raise a daemon":
                // It leaves group and session, ignores what asks it to go, and holds our standard output.
                Process.Start("setsid", ["sh", "-c", "trap '' TERM HUP INT; while :; do sleep 300; done", "daemon"]);
                Hang.Forever();
                break;
            case "leave a child":
                Process.Start("sleep", "300");
                Process.GetCurrentProcess().Kill();
                break;
        }
        return Completed(request);
    }

    private static EvaluationResult Completed(EvaluationRequest request) =>
        new(
            EvaluationState.Completed,
            new Dictionary<string, double> { ["score"] = 2 * (request.Parameters["x"]?.AsNumber ?? 0) }, 1, 0.001);
}
