namespace HpoRunner.Workers;

/// <summary>
/// What a worker process does to itself before anything else: it leaves the terminal's session, so that Ctrl-C and a closed terminal
/// do not reach it, and asks to be terminated when its coordinator dies. Where the system lacks one of these, the end of the input
/// still tells.
/// </summary>
internal static class OwnSession
{
    /// <summary>Call from the main thread, first. Leading a group already (started from a shell, by setsid) is as good.</summary>
    public static void Enter()
    {
        if (OperatingSystem.IsWindows())
            return;
        LibC.SetSid();
        if (OperatingSystem.IsLinux())
            LibC.SetParentDeathSignal(LibC.SigTerm);
    }

    /// <summary>
    /// The kernel ends this process when the time is over, even if no managed thread gets to run any more. Elsewhere than on Unix a
    /// worker relies on returning from its main method.
    /// </summary>
    public static void EndWithin(TimeSpan limit)
    {
        if (!OperatingSystem.IsWindows())
            LibC.Alarm((uint)Math.Max(1, Math.Ceiling(limit.TotalSeconds)));
    }
}
