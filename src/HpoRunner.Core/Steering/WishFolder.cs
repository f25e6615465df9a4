using System.Text.Json;
using HpoRunner.Journal;

namespace HpoRunner.Steering;

/// <summary>A wish that waits in its file.</summary>
internal sealed record WishFile(string Path, Wish Wish);

/// <summary>
/// Requests to a run from other processes, a small JSON file each in the run's folder <c>requests</c>: files cross terminals and
/// nodes, sockets do not. A file appears whole; the coordinator reads it at its next tick and removes it once what follows from it is
/// in the journal.
/// </summary>
internal sealed class WishFolder(RunFolder folder, TimeProvider time)
{
    private const long LongestFile = 64 << 10;

    private readonly string _path = Path.Combine(folder.Path, "requests");

    /// <summary>Leaves a wish for the run's coordinator.</summary>
    public WishFile Ask(Wish wish)
    {
        // Names sort by time, so that wishes are granted in the order in which they were made.
        var name = FormattableString.Invariant($"{time.GetUtcNow().UtcTicks:D20}-{Environment.ProcessId}.json");
        folder.Write(Path.Combine("requests", name), JsonSerializer.SerializeToUtf8Bytes(wish, JournalJson.Options));
        return new WishFile(Path.Combine(_path, name), wish);
    }

    /// <summary>What waits, oldest first. A file that is no wish is set aside by its name, once.</summary>
    public IReadOnlyList<WishFile> Pending()
    {
        if (!Directory.Exists(_path))
            return [];
        var pending = new List<WishFile>();
        foreach (var path in Directory.EnumerateFiles(_path, "*.json").Order(StringComparer.Ordinal))
        {
            if (TryRead(path) is { } wish)
                pending.Add(new WishFile(path, wish));
        }
        return pending;
    }

    public void Remove(WishFile file) => File.Delete(file.Path);

    private static Wish? TryRead(string path)
    {
        try
        {
            if (new FileInfo(path).Length <= LongestFile
                && JsonSerializer.Deserialize<Wish>(File.ReadAllBytes(path), JournalJson.Options) is { } wish)
                return wish;
            SetAside(path);
            return null;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            SetAside(path);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Withdrawn or not ours to read: the search goes on.
            return null;
        }
    }

    private static void SetAside(string path)
    {
        try
        {
            File.Move(path, path + ".unreadable", overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Withdrawn just now, or for ever in the way: no reason to end a run.
        }
    }
}
