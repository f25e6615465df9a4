namespace HpoRunner.Journal;

/// <summary>
/// The file under a journal, as the five operations that it needs; tests crash and fail each of them. All throw
/// <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> when the disk refuses.
/// </summary>
internal interface IJournalStorage : IDisposable
{
    /// <summary>For messages.</summary>
    string Path { get; }

    /// <summary>In bytes. Throws <see cref="FileNotFoundException"/> when the file was removed or replaced since it was opened.</summary>
    long Length();

    /// <summary>Reads as much as there is; 0 at the end.</summary>
    int Read(long offset, Span<byte> buffer);

    /// <summary>Writes all; after an exception any part may have been written.</summary>
    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Returns when the disk says that everything written is on it.</summary>
    void Flush();

    /// <summary>Cuts the file to this length.</summary>
    void Truncate(long length);
}
