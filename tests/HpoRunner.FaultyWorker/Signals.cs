using System.Runtime.InteropServices;

namespace HpoRunner.FaultyWorker;

/// <summary>SIGSTOP, which .NET cannot send.</summary>
internal static partial class Signals
{
    private const int Stop = 19;

    /// <summary>Raised in this very thread, which stops before it returns; with kill another thread may be met first, and this one answers.</summary>
    public static void StopMyself() => Raise(Stop);

    [LibraryImport("libc", EntryPoint = "raise")]
    private static partial int Raise(int signal);
}
