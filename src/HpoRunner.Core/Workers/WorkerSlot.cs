using HpoRunner.Evaluation;
using Polly.CircuitBreaker;

namespace HpoRunner.Workers;

/// <summary>
/// One place for a worker: starts a process, replaces it when it dies, and gives up when starting fails time after time. The pool's
/// lock guards its members.
/// </summary>
internal sealed class WorkerSlot(int number, WorkerPool pool)
{
    private Task _loop = Task.CompletedTask;
    private bool _running;

    public WorkerConnection? Connection { get; private set; }

    /// <summary>Whether there should be a worker here; when not, the present one finishes what it has and exits.</summary>
    public bool IsWanted { get; private set; }

    /// <summary>Completes when no worker lives here and none will be started.</summary>
    public Task Ended => _loop;

    public void Want()
    {
        IsWanted = true;
        if (_running)
            return;
        Run();
    }

    public void Retire()
    {
        IsWanted = false;
        ExitWhenIdle();
    }

    /// <summary>Sends the worker home if it should go and has nothing left to do.</summary>
    public void ExitWhenIdle()
    {
        if (!IsWanted && Connection is { IsEnding: false, IsIdle: true } connection)
            connection.End(pool.Settings.EndGrace);
    }

    public bool TryDispatch(EvaluationRequest request, int? pid) =>
        IsWanted && Connection is { } connection && connection.TryDispatch(request, pid);

    private void Run()
    {
        _running = true;
        _loop = Task.Run(RunAsync);
        _loop.ContinueWith(
            loop => pool.Fail(loop.Exception), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    private async Task RunAsync()
    {
        var isOrderly = false;
        try
        {
            while (await pool.Starts.ExecuteAsync(StartAsync, pool.Ending))
            {
                await Connection!.Gone;
                Bury();
            }
            isOrderly = true;
        }
        catch (OperationCanceledException) when (pool.Ending.IsCancellationRequested)
        {
            // The pool ends while a start waited for its next try: there is nothing to clean up.
        }
        catch (WorkerStartException fault)
        {
            Report(new WorkersKeepDying(number, fault.Message, fault.LastLines));
        }
        catch (BrokenCircuitException fault)
        {
            var cause = fault.InnerException as WorkerStartException;
            Report(new WorkersKeepDying(number, cause?.Message ?? fault.Message, cause?.LastLines ?? []));
        }
        finally
        {
            lock (pool.Gate)
            {
                // Wanted again while the last worker was on its way out.
                _running = false;
                if (isOrderly && IsWanted)
                    Run();
            }
        }
    }

    /// <summary>
    /// Starts a worker and waits until it has proven good: got work, or lived a while. True then; false when no worker shall be here;
    /// throws <see cref="WorkerStartException"/> when it died before.
    /// </summary>
    private async ValueTask<bool> StartAsync(CancellationToken cancellation)
    {
        lock (pool.Gate)
        {
            if (!IsWanted)
                return false;
        }
        var process = await pool.StartProcessAsync(number);
        WorkerConnection connection;
        lock (pool.Gate)
        {
            connection = new WorkerConnection(number, process, pool);
            Connection = connection;
            if (cancellation.IsCancellationRequested)
                connection.End(TimeSpan.Zero);
            ExitWhenIdle();
        }
        await Task.WhenAny(connection.Proven, connection.Gone, Task.Delay(pool.Settings.ProvenAfter, pool.Time, cancellation));
        if (connection.Proven.IsCompleted || !connection.Gone.IsCompleted)
            return true;
        await connection.Gone;
        Bury();
        lock (pool.Gate)
        {
            if (connection.IsRefused || (connection.IsEnding && !IsWanted))
                return false;
        }
        if (connection.IsEnding)
            return await StartAsync(cancellation);
        pool.Log(number, $"did not start well: {connection.Reason}");
        throw new WorkerStartException($"the worker {connection.Reason}", connection.LastLines);
    }

    /// <summary>Tells of a death, once.</summary>
    private void Bury()
    {
        lock (pool.Gate)
        {
            if (Connection is not { } dead)
                return;
            Connection = null;
            if (dead.IsRefused)
                IsWanted = false;
            else if (dead.IsEnding)
                pool.Emit(new WorkerRetired(number, dead.Uncharged));
            else if (dead.WasReady)
                pool.Emit(new WorkerLost(number, dead.Reason, dead.ExitCode, dead.LastLines, dead.Uncharged));
            pool.Forget(dead);
        }
    }

    private void Report(WorkersKeepDying report)
    {
        lock (pool.Gate)
        {
            IsWanted = false;
            pool.Emit(report);
        }
    }
}
