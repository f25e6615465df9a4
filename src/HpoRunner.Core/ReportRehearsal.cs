using HpoRunner.Journal;

namespace HpoRunner;

/// <summary>The report was written while the run went on, and took so long.</summary>
internal sealed record ReportRehearsed(TimeSpan Took);

/// <summary>
/// Writes the report while a run with a deadline goes on, to know how long that takes at the end: after the first trials, and again
/// whenever their number has doubled. One at a time, beside the loop; what is left lying there is a report of the run so far.
/// </summary>
internal sealed class ReportRehearsal(Func<CancellationToken, Task> write, TimeProvider time)
{
    private const int FirstAfter = 5;

    private Task _running = Task.CompletedTask;
    private int _nextAfter = FirstAfter;

    /// <summary>Begins one when it is time.</summary>
    public void Consider(LiveState state, Action<ReportRehearsed> done, CancellationToken cancellation)
    {
        if (state.Until is null || state.Paused is not null || state.SettledCount < _nextAfter || !_running.IsCompleted)
            return;
        _nextAfter = 2 * state.SettledCount;
        _running = Task.Run(
            async () =>
            {
                var began = time.GetTimestamp();
                await write(cancellation);
                done(new ReportRehearsed(time.GetElapsedTime(began)));
            },
            cancellation);
    }

    /// <summary>Two reports must not be written at once. A rehearsal that failed says nothing; the real one will.</summary>
    public async Task EndAsync() => await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
