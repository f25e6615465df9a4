using System.Text;
using Serilog.Sinks.File;

namespace HpoRunner.Hosting;

/// <summary>Log files are for the owner of the run alone, as all its files but the report are.</summary>
internal sealed class OwnersOnly : FileLifecycleHooks
{
    public override Stream OnFileOpened(string path, Stream underlyingStream, Encoding encoding)
    {
        if (!OperatingSystem.IsWindows() && underlyingStream is FileStream file)
            TrySetMode(file);
        return underlyingStream;
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void TrySetMode(FileStream file)
    {
        try
        {
            File.SetUnixFileMode(file.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A device or somebody else's file: the log is written all the same.
        }
    }
}
