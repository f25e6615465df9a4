using Microsoft.Win32.SafeHandles;

namespace HpoRunner.Journal;

/// <summary>A journal's file on disk, readable and writable for its owner alone. Others may read it while it is written.</summary>
internal sealed class FileJournalStorage : IJournalStorage
{
    private readonly SafeFileHandle _handle;

    private FileJournalStorage(string path, SafeFileHandle handle) => (Path, _handle) = (path, handle);

    public string Path { get; }

    public static FileJournalStorage Create(string path)
    {
        RunFile.CreatePrivate(path).Dispose();
        return OpenForWriting(path);
    }

    public static FileJournalStorage OpenForWriting(string path) =>
        new(path, File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete));

    public static FileJournalStorage OpenForReading(string path) =>
        new(
            path,
            File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan));

    public long Length()
    {
        var length = RandomAccess.GetLength(_handle);
        // The handle outlives the file's name; whoever opens the run next would find another file, or none.
        var named = new FileInfo(Path);
        if (!named.Exists)
            throw new FileNotFoundException("the file was removed", Path);
        if (named.Length != length)
            throw new FileNotFoundException("the file was replaced by another one", Path);
        return length;
    }

    public int Read(long offset, Span<byte> buffer) => RandomAccess.Read(_handle, buffer, offset);

    public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(_handle, bytes, offset);

    public void Flush() => RandomAccess.FlushToDisk(_handle);

    public void Truncate(long length) => RandomAccess.SetLength(_handle, length);

    public void Dispose() => _handle.Dispose();
}
