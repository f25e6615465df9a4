using System.Text;

namespace HpoRunner.Journal;

/// <summary>
/// Files of a run. A file that is written whole is never seen half: it is written beside its name, flushed, and renamed. Text is UTF-8
/// without byte order mark; callers write LF. Private files are readable and writable for their owner alone (0600); shared ones
/// follow the umask.
/// </summary>
internal static class RunFile
{
    private const int BufferSize = 1 << 16;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static FileStream CreatePrivate(string path) => Create(path, shared: false);

    public static void Write(string path, string text, bool shared = false) => Write(path, writer => writer.Write(text), shared);

    /// <summary>Writes text piece by piece, however much it is.</summary>
    public static void Write(string path, Action<TextWriter> write, bool shared = false) => Replace(path, shared, stream =>
    {
        using var writer = new StreamWriter(stream, Utf8, BufferSize, leaveOpen: true) { NewLine = "\n" };
        write(writer);
    });

    public static void Write(string path, byte[] bytes, bool shared = false) => Replace(path, shared, stream => stream.Write(bytes));

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

    private static void Replace(string path, bool shared, Action<FileStream> write)
    {
        var temporary = $"{path}.tmp";
        // What a killed process left would keep its permissions.
        File.Delete(temporary);
        try
        {
            using (var stream = Create(temporary, shared))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            // Left over only when something failed.
            File.Delete(temporary);
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
