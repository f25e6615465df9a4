using HpoRunner.Journal;

namespace HpoRunner;

/// <summary>The report was written while the run went on.</summary>
/// <param name="Trials">How many were settled when it was begun.</param>
/// <param name="Problem">Why it was not written after all.</param>
internal sealed record ReportWritten(TimeSpan Took, int Trials, string? Problem = null);

/// <summary>
/// Writes the report while a run goes on: as often as <c>report.every</c> asks, and in a run with a deadline after the first trials and
/// again whenever their number has doubled, to know how long it takes at the end. One at a time, beside the loop; what is left lying there
/// is a report of the run so far. One that fails ends nothing.
/// </summary>
internal sealed class InterimReports(Func<CancellationToken, Task> write, TimeSpan? every, TimeProvider time)
{
    private const int FirstAfter = 5;

    private readonly CancellationTokenSource _ending = new();
    private Task _running = Task.CompletedTask;
    private int _nextAfter = FirstAfter;
    private long _lastAt = time.GetTimestamp();

    /// <summary>Begins one when it is time. None is begun beside the end of a run, which writes its own.</summary>
    public void Consider(LiveState state, Action<ReportWritten> done)
    {
        if (!_running.IsCompleted || state.Paused is not null || state.SearchEnd is not null || !IsDue(state))
            return;
        _nextAfter = 2 * Math.Max(FirstAfter, state.Tally.SettledCount);
        _lastAt = time.GetTimestamp();
        _running = WriteAsync(state.Tally.SettledCount, done);
    }

    /// <summary>Two reports must not be written at once.</summary>
    public async Task EndAsync()
    {
        await _ending.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private bool IsDue(LiveState state) =>
        (every is { } interval && time.GetElapsedTime(_lastAt) >= interval)
        || (state.Settings.Until is not null && state.Tally.SettledCount >= _nextAfter);

    private async Task WriteAsync(int trials, Action<ReportWritten> done)
    {
        var began = time.GetTimestamp();
        string? problem = null;
        try
        {
            await Task.Run(() => write(_ending.Token), _ending.Token);
        }
        catch (Exception exception) when (exception is not OperationCanceledException) // whatever it is, the run is worth more
        {
            problem = exception.Message;
        }
        done(new ReportWritten(time.GetElapsedTime(began), trials, problem));
    }
}
