using System.Globalization;
using System.Runtime.InteropServices;

namespace HpoRunner.FaultyWorker;

/// <summary>Closes a standard stream for good: .NET works on duplicates of it.</summary>
internal static partial class Descriptors
{
    public static void CloseAllLike(int descriptor)
    {
        var target = Target(descriptor);
        var alike = Directory.GetFileSystemEntries("/proc/self/fd")
            .Select(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture))
            .Where(candidate => Target(candidate) == target)
            .ToList();
        alike.ForEach(candidate => Close(candidate));
    }

    private static string? Target(int descriptor) =>
        new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{descriptor}")).LinkTarget;

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
