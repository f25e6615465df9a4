using System.Runtime.InteropServices;

namespace HpoRunner.Workers;

/// <summary>
/// A worker's manners: interrupt and hang-up are ignored, since the coordinator decides what they mean; terminate asks the session
/// to end. .NET 10 handles none of them by itself.
/// </summary>
internal sealed class WorkerSignals : IDisposable
{
    private readonly CancellationTokenSource _terminated = new();
    private readonly PosixSignalRegistration[] _registrations;

    public WorkerSignals() =>
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Ignore),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Ignore),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Terminate),
        ];

    /// <summary>Cancelled by SIGTERM.</summary>
    public CancellationToken Terminated => _terminated.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _terminated.Dispose();
    }

    private static void Ignore(PosixSignalContext context) => context.Cancel = true;

    private void Terminate(PosixSignalContext context)
    {
        context.Cancel = true;
        _terminated.Cancel();
    }
}
