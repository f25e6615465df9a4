using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace HpoRunner.Journal;

/// <summary>
/// What .NET cannot do to folders and links: flush a folder's entries to disk, and rename over a link to a folder. On Windows a folder
/// needs no flush, and <see cref="ReplaceLink"/> is not atomic.
/// </summary>
internal static partial class NativeFiles
{
    private const int ReadOnly = 0;

    /// <summary>Afterwards the files that were created, renamed or removed in this folder are so on disk.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var closeOnExec = OperatingSystem.IsLinux() ? 0x80000 : OperatingSystem.IsMacOS() ? 0x1000000 : 0;
        using var handle = new SafeFileHandle(Open(folder, ReadOnly | closeOnExec), ownsHandle: true);
        if (handle.IsInvalid)
            throw Failure("open", folder);
        if (Synchronize(handle) != 0)
            throw Failure("flush", folder);
    }

    public static void ReplaceLink(string link, string target, string temporary)
    {
        File.Delete(temporary);
        Directory.CreateSymbolicLink(temporary, target);
        if (OperatingSystem.IsWindows())
        {
            if (Directory.Exists(link))
                Directory.Delete(link);
            Directory.Move(temporary, link);
        }
        else if (Rename(temporary, link) != 0)
        {
            var failure = Failure("rename", temporary);
            File.Delete(temporary);
            throw failure;
        }
    }

    private static IOException Failure(string verb, string path) => new($"cannot {verb} '{path}': {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronize(SafeFileHandle handle);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string from, string to);
}
