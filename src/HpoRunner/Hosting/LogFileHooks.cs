using System.Text;
using Serilog.Sinks.File;

namespace HpoRunner.Hosting;

/// <summary>
/// Log files are for the owner of the run alone, as all its files but the report are; and one that cannot be written ends nothing.
/// </summary>
internal sealed class LogFileHooks : FileLifecycleHooks
{
    public override Stream OnFileOpened(string path, Stream underlyingStream, Encoding encoding)
    {
        // Behind a link stands something that is not ours, a device perhaps.
        if (!OperatingSystem.IsWindows() && new FileInfo(path).LinkTarget is null)
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return new GuardedStream(underlyingStream);
    }
}
