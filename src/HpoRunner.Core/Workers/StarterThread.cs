using System.Collections.Concurrent;

namespace HpoRunner.Workers;

/// <summary>
/// The thread that starts all worker processes of a pool and lives as long as it: workers ask the kernel for a signal when their
/// parent dies, and the kernel means the thread that started them.
/// </summary>
internal sealed class StarterThread : IDisposable
{
    private readonly BlockingCollection<Action> _starts = [];
    private readonly Thread _thread;

    public StarterThread()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "worker starter" };
        _thread.Start();
    }

    public Task<WorkerProcess> StartAsync(WorkerCommand command, string mark, Action<string> log)
    {
        var started = new TaskCompletionSource<WorkerProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        _starts.Add(() =>
        {
            try
            {
                started.SetResult(WorkerProcess.Start(command, mark, log));
            }
            catch (Exception fault) when (fault is System.ComponentModel.Win32Exception or InvalidOperationException or IOException)
            {
                started.SetException(new WorkerStartException($"{command.File} cannot be started: {fault.Message}", []));
            }
        });
        return started.Task;
    }

    public void Dispose()
    {
        _starts.CompleteAdding();
        _thread.Join();
        _starts.Dispose();
    }

    private void Run()
    {
        foreach (var start in _starts.GetConsumingEnumerable())
            start();
    }
}
