using System.Runtime.InteropServices;

namespace HpoRunner.FaultyWorker;

/// <summary>SIGSTOP, which .NET cannot send.</summary>
internal static partial class Signals
{
    private const int Stop = 19;

    public static void StopMyself() => Kill(Environment.ProcessId, Stop);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
