using HpoRunner.Journal;
using HpoRunner.Steering;
using HpoRunner.Workers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HpoRunner.Hosting;

/// <summary>
/// The run as a background service: it ends the host when it ends, and keeps what happened for the command that started it.
/// </summary>
internal sealed class RunService(RunAssignment assignment, IHostApplicationLifetime lifetime, ILogger<RunService> log) : BackgroundService
{
    private ExperimentRunner? _runner;
    private volatile bool _stopRequested;
    private int _stopCode = ExitCode.Interrupted;

    /// <summary>How the run was closed; null when it could not be.</summary>
    public RunClosed? Closed { get; private set; }

    /// <summary>Why it could not be closed.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>What an interrupted run exits with.</summary>
    public int StopCode => _stopCode;

    public bool StoppedNow { get; private set; }

    public void Stop(bool now, int exitCode)
    {
        _stopCode = exitCode;
        StoppedNow |= now;
        _stopRequested = true;
        _runner?.Ask(new StopWish(now));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var folder = assignment.Folder;
        using var workerLogs = new LogFile.OfWorkers(folder);
        try
        {
            log.LogInformation(
                "{Run} begins with {Workers} workers, term {Term}", folder.Id, assignment.WorkerCount,
                assignment.Journal.Writer.Term);
            var limits = assignment.State.Settings.Workers;
            var settings = new WorkerPoolSettings
            {
                RunFolder = folder.Path,
                DataHash = assignment.State.Header.DataHash,
                Silence = limits.Silence,
                Memory = limits.Memory,
            };
            var pool = new WorkerPool(WorkerCommand.ThisProgram("worker"), settings, assignment.Time, workerLogs.Write);
            await using var runner = new ExperimentRunner(assignment with { Observer = new LoggedNotices(assignment.Observer, log) }, pool);
            _runner = runner;
            if (_stopRequested)
                Stop(StoppedNow, _stopCode);
            Closed = await runner.RunAsync(stoppingToken);
            log.LogInformation("{Run} is closed: {Outcome}, {Reason}", folder.Id, Closed.Outcome, Closed.Reason);
        }
        catch (Exception exception) // the host would swallow it and end as if all were well
        {
            Failure = exception;
            log.LogError(exception, "{Run} ended by an error", folder.Id);
            await JournalAsync(exception);
        }
        finally
        {
            lifetime.StopApplication();
        }
    }

    /// <summary>The workers are gone by now; the journal should say why, if it still can.</summary>
    private async Task JournalAsync(Exception exception)
    {
        if (assignment.State.Closed is not null)
            return;
        try
        {
            await assignment.Journal.Writer.Append(new RunClosed(RunOutcome.Failed, $"ended by an error: {exception.Message}"));
        }
        catch (Exception second) when (second is JournalException or ObjectDisposedException)
        {
            log.LogError(second, "nor could that be journalled");
        }
    }
}
