namespace HpoRunner.Storage;

/// <summary>
/// Looks at the disk now and then, beside the loop: on a network file system a look may take long. One that fails says nothing, for the
/// journal itself will say it better.
/// </summary>
internal sealed class DiskWatch(Func<DiskReading> read, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private Task _running = Task.CompletedTask;
    private long? _lookedAt;

    /// <summary>Looks now.</summary>
    public DiskReading Look() => read();

    /// <summary>Looks when it is time.</summary>
    public void Consider(Action<DiskReading> done)
    {
        if (!_running.IsCompleted || (_lookedAt is { } last && time.GetElapsedTime(last) < Every))
            return;
        _lookedAt = time.GetTimestamp();
        _running = Task.Run(() => done(read()));
    }

    public async Task EndAsync() => await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
