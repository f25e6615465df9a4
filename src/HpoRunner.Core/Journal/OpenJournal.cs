namespace HpoRunner.Journal;

/// <summary>
/// A run that this process coordinates: the lock, and the writer of its journal. Closing writes what waits, then gives the lock back.
/// </summary>
/// <param name="Torn">What was cut off when it was opened; null when nothing was.</param>
internal sealed record OpenJournal(RunFolder Folder, RunLock Lock, JournalWriter Writer, TornTail? Torn) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync().ConfigureAwait(false);
        Lock.Dispose();
    }
}
