using HpoRunner.Journal;
using HpoRunner.Reports;
using Microsoft.Extensions.Logging;

namespace HpoRunner.Hosting;

/// <summary>
/// <c>report.every</c>: writes everything derived while the run goes on, from the journal on disk and on a thread of its own. A report that
/// cannot be written is logged, and the run does not hear of it. One that takes longer than the interval delays the next.
/// </summary>
internal sealed class InterimReports : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _writing;

    private InterimReports(RunFolder folder, TimeSpan every, TimeProvider time, ILogger log) =>
        _writing = Task.Run(() => WriteAllAsync(folder, every, time, log), CancellationToken.None);

    /// <summary>Null when the experiment asks for none.</summary>
    public static InterimReports? Start(RunFolder folder, TimeSpan? every, TimeProvider time, ILogger log) =>
        every is { } interval ? new InterimReports(folder, interval, time, log) : null;

    /// <summary>Returns when nothing is being written any more, so that the last report has the files to itself.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _writing;
        _ending.Dispose();
    }

    private async Task WriteAllAsync(RunFolder folder, TimeSpan every, TimeProvider time, ILogger log)
    {
        using var timer = new PeriodicTimer(every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_ending.Token))
            {
                try
                {
                    await DerivedFiles.WriteAsync(folder, _ending.Token);
                    log.LogInformation("an interim report is written");
                }
                catch (Exception exception) when (exception is not OperationCanceledException) // whatever it is, the run is worth more
                {
                    log.LogWarning(exception, "an interim report could not be written");
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run has ended.
        }
    }
}
