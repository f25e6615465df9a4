using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace HpoRunner.Hosting;

/// <summary>
/// Signals as a run means them: interrupt once, finish what runs; twice, stop now; terminate, finish within a grace; hang-up, go on,
/// for the night's work must not end with a closed terminal.
/// </summary>
internal sealed class SignalLifetime(RunService run, TimeProvider time) : IHostLifetime, IDisposable
{
    private static readonly TimeSpan TerminationGrace = TimeSpan.FromSeconds(10);

    private readonly List<PosixSignalRegistration> _registrations = [];
    private ITimer? _grace;
    private int _interrupts;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Terminate));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _grace?.Dispose();
    }

    private void Interrupt(PosixSignalContext context)
    {
        context.Cancel = true;
        run.Stop(now: Interlocked.Increment(ref _interrupts) > 1, ExitCode.Interrupted);
    }

    private void Terminate(PosixSignalContext context)
    {
        context.Cancel = true;
        run.Stop(now: false, ExitCode.Terminated);
        _grace ??= time.CreateTimer(_ => run.Stop(now: true, ExitCode.Terminated), null, TerminationGrace, Timeout.InfiniteTimeSpan);
    }
}
