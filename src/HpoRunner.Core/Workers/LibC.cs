using System.Runtime.InteropServices;
using System.Text;

namespace HpoRunner.Workers;

/// <summary>The few calls of the C library for which .NET has no word. Each caller checks the system first.</summary>
internal static partial class LibC
{
    public const int SigKill = 9;
    public const int SigTerm = 15;
    public const short PollOut = 4;
    private const int PrSetParentDeathSignal = 1;
    private const int RLimitOpenFiles = 7;

    /// <summary>PATH_MAX, with the zero at the end.</summary>
    private const int LongestPath = 4096;

    /// <summary>Sends a signal to a process, or to the process group −<paramref name="pid"/>. 0 when it was sent.</summary>
    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int pid, int signal);

    /// <summary>Makes the caller the leader of a new session and process group; −1 when it leads a group already.</summary>
    [LibraryImport("libc", EntryPoint = "setsid", SetLastError = true)]
    public static partial int SetSid();

    /// <summary>The kernel sends SIGALRM after these seconds, and unless someone catches it, the process ends.</summary>
    [LibraryImport("libc", EntryPoint = "alarm")]
    public static partial uint Alarm(uint seconds);

    /// <summary>Linux: the kernel sends this signal when the thread that started us ends.</summary>
    public static int SetParentDeathSignal(int signal) => Prctl(PrSetParentDeathSignal, (nuint)signal, 0, 0, 0);

    /// <summary>
    /// Whether a pipe has room for at least 4,096 bytes (Linux; elsewhere for at least one). A broken pipe counts: writing then fails at
    /// once.
    /// </summary>
    public static bool HasRoom(SafeHandle pipe)
    {
        var added = false;
        try
        {
            pipe.DangerousAddRef(ref added);
            var waiting = new PollFd { Fd = (int)pipe.DangerousGetHandle(), Events = PollOut };
            return Poll(ref waiting, 1, 0) > 0;
        }
        finally
        {
            if (added)
                pipe.DangerousRelease();
        }
    }

    /// <summary>Linux: how many files the process may have open at once; null without a limit.</summary>
    public static long? OpenFileLimit() =>
        OperatingSystem.IsLinux() && GetResourceLimit(RLimitOpenFiles, out var limit) == 0 && limit.Current <= long.MaxValue
            ? (long)limit.Current
            : null;

    /// <summary>Linux: an absolute path without links; null when there is none such.</summary>
    public static string? RealPath(string path)
    {
        var resolved = new byte[LongestPath];
        return OperatingSystem.IsLinux() && RealPath(path, resolved) != 0
            ? Encoding.UTF8.GetString(resolved.AsSpan(0, resolved.AsSpan().IndexOf((byte)0)))
            : null;
    }

    /// <summary>Writes bytes to a descriptor as they are; returns how many.</summary>
    public static nint Write(int descriptor, ReadOnlySpan<byte> bytes) => Write(descriptor, bytes, (nuint)bytes.Length);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, ReadOnlySpan<byte> bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "realpath", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint RealPath(string path, Span<byte> resolved);

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    private static partial int GetResourceLimit(int resource, out ResourceLimit limit);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int Prctl(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref PollFd descriptors, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceLimit
    {
        public nuint Current;
        public nuint Highest;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct PollFd
    {
        public int Fd;
        public short Events;
        public short Returned;
    }
}
