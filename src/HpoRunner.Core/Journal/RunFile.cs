using System.Text;

namespace HpoRunner.Journal;

/// <summary>
/// Files of a run. A file that is written whole is never seen half: it is written beside its name, flushed, and renamed. Text is UTF-8
/// without byte order mark; callers write LF. Private files are readable and writable for their owner alone (0600); shared ones
/// follow the umask.
/// </summary>
internal static class RunFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static FileStream CreatePrivate(string path) => Create(path, shared: false);

    public static void Write(string path, string text, bool shared = false) => Write(path, Utf8.GetBytes(text), shared);

    public static void Write(string path, ReadOnlySpan<byte> bytes, bool shared = false)
    {
        var temporary = $"{path}.tmp";
        // What a killed process left would keep its permissions.
        File.Delete(temporary);
        using (var stream = Create(temporary, shared))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Removes a folder that was to appear by rename and did not; what made it fail matters more than a failure here.</summary>
    public static void DeleteDraft(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A draft is hidden and no run.
        }
    }

    private static FileStream Create(string path, bool shared)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read };
        if (!shared && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
