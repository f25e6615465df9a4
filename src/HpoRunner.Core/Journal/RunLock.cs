using System.Text.Json;

namespace HpoRunner.Journal;

/// <summary>
/// The right to coordinate a run: an exclusive lock on <c>run.lock</c>, which the system takes back when the process ends in any way.
/// The file itself stays for ever, for a lock on a removed file guards nothing. Child processes do not inherit it.
/// </summary>
internal sealed class RunLock : IDisposable
{
    private const long LongestOwner = 64 << 10;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <param name="patience">How long to try again: a predecessor may be ending just now.</param>
    /// <exception cref="RunLockedException">Another process has the lock.</exception>
    public static RunLock Take(RunFolder folder, TimeProvider clock, TimeSpan patience)
    {
        // Counted and not timed: a test's clock may stand still.
        for (var remaining = patience; ; remaining -= Step)
        {
            if (TryOpen(folder.Lock) is { } file)
            {
                WriteOwner(folder, clock);
                return new RunLock(file);
            }
            if (remaining <= TimeSpan.Zero)
                throw new RunLockedException(folder.Path, ReadOwner(folder));
            Thread.Sleep(Step);
        }
    }

    /// <summary>Whether a coordinator is at work on this run right now. Looking does not disturb it.</summary>
    public static bool IsHeld(RunFolder folder) => !TryWhileFree(folder, () => { });

    /// <summary>Does something while no coordinator is at work on this run and none can begin; false when one is at work.</summary>
    public static bool TryWhileFree(RunFolder folder, Action action)
    {
        if (!File.Exists(folder.Lock))
        {
            action();
            return true;
        }
        FileStream file;
        try
        {
            // A shared lock: two processes that look do not see each other.
            file = new FileStream(folder.Lock, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (IOException exception) when (exception is not FileNotFoundException and not DirectoryNotFoundException)
        {
            return false;
        }
        using (file)
            action();
        return true;
    }

    public static RunOwner? ReadOwner(RunFolder folder)
    {
        try
        {
            return new FileInfo(folder.Owner).Length <= LongestOwner
                ? JsonSerializer.Deserialize<RunOwner>(File.ReadAllBytes(folder.Owner), JournalJson.Options)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();

    private static FileStream? TryOpen(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            return new FileStream(path, options);
        }
        catch (IOException exception) when (IsSharingViolation(exception))
        {
            return null;
        }
    }

    private static bool IsSharingViolation(IOException exception)
    {
        // ERROR_SHARING_VIOLATION on Windows; the raw EWOULDBLOCK of flock on Linux and macOS.
        const int Windows = unchecked((int)0x80070020), Linux = 11, MacOS = 35;
        return exception.HResult is Windows or Linux or MacOS;
    }

    private static void WriteOwner(RunFolder folder, TimeProvider clock)
    {
        var owner = new RunOwner(Environment.ProcessId, Environment.MachineName, clock.GetUtcNow());
        RunFile.Write(folder.Owner, JsonSerializer.SerializeToUtf8Bytes(owner, JournalJson.Options));
    }
}
