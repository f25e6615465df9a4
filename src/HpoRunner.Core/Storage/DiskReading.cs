using HpoRunner.Journal;

namespace HpoRunner.Storage;

/// <summary>Where a run stands with its disk, in bytes.</summary>
/// <param name="Free">What the file system that holds the run can still take.</param>
/// <param name="Used">What lies in the run's folder, the journal included.</param>
/// <param name="Journal">What lies in its journal.</param>
internal sealed record DiskReading(long Free, long Used, long Journal)
{
    public static DiskReading Of(RunFolder folder)
    {
        var (used, journal) = (0L, 0L);
        foreach (var file in new DirectoryInfo(folder.Path).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var length = LengthOf(file);
            used += length;
            journal += file.FullName == folder.Journal ? length : 0;
        }
        return new DiskReading(FreeAt(folder.Path), used, journal);
    }

    /// <summary>What can be written below a folder, which need not exist yet.</summary>
    public static long FreeAt(string folder)
    {
        var existing = Path.GetFullPath(folder);
        while (!Directory.Exists(existing) && Path.GetDirectoryName(existing) is { } parent)
            existing = parent;
        return new DriveInfo(existing).AvailableFreeSpace;
    }

    /// <summary>0 for a file that is gone again: drafts are renamed while we look.</summary>
    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }
}
