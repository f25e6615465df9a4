namespace HpoRunner.Workers;

/// <summary>
/// Time that this process was awake. Between two looks at it no more than <paramref name="longestStep"/> passes, however long it really
/// was: a coordinator that was stopped for an hour (Ctrl-Z, a paused machine) must not hold that hour against its workers, which it
/// could not hear. Safe for threads.
/// </summary>
internal sealed class AwakeClock(TimeProvider time, TimeSpan longestStep)
{
    private readonly Lock _gate = new();
    private long _lookedAt = time.GetTimestamp();
    private TimeSpan _now;

    /// <summary>From the making of this clock.</summary>
    public TimeSpan Now
    {
        get
        {
            lock (_gate)
            {
                var stamp = time.GetTimestamp();
                var step = time.GetElapsedTime(_lookedAt, stamp);
                _lookedAt = stamp;
                return _now += step < longestStep ? step : longestStep;
            }
        }
    }
}
