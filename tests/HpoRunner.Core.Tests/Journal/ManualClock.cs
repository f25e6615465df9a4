namespace HpoRunner.Journal;

/// <summary>A clock that stands still until it is told to go on; with <c>skipPauses</c> every timer fires at once.</summary>
internal sealed class ManualClock(DateTimeOffset now, bool skipPauses = false) : TimeProvider
{
    private long _ticks = now.UtcTicks;

    public ManualClock()
        : this(new DateTimeOffset(2026, 11, 21, 2, 14, 7, TimeSpan.Zero))
    {
    }

    public int TimerCount { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public void Set(DateTimeOffset time) => Interlocked.Exchange(ref _ticks, time.UtcTicks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        TimerCount++;
        if (skipPauses)
        {
            Interlocked.Add(ref _ticks, Math.Max(0, dueTime.Ticks));
            return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
        return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
