namespace HpoRunner.Workers;

/// <summary>
/// The steps by which a process that does not go by itself is ended: SIGTERM at its time, SIGKILL some while after. Reads no clock.
/// </summary>
/// <param name="killAfter">From SIGTERM to SIGKILL.</param>
internal sealed class Termination(WorkerProcess process, TimeSpan killAfter)
{
    private TimeSpan? _terminateAt;
    private TimeSpan? _killAt;

    /// <summary>SIGTERM then; an earlier time than one that was set before replaces that, a later one does not.</summary>
    public void By(TimeSpan time)
    {
        if (_terminateAt is null || time < _terminateAt)
            _terminateAt = time;
    }

    /// <summary>SIGTERM then, unless a time is set for it.</summary>
    public void ByDefault(TimeSpan time) => _terminateAt ??= time;

    /// <summary>SIGTERM now.</summary>
    public void Begin(TimeSpan now)
    {
        _terminateAt = null;
        _killAt ??= now + killAfter;
        process.Terminate();
    }

    public void Tick(TimeSpan now)
    {
        if (now >= _terminateAt)
            Begin(now);
        if (now < _killAt || _killAt is null)
            return;
        _killAt = null;
        process.Kill();
    }
}
