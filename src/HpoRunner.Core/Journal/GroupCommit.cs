using HpoRunner.Experiments;

namespace HpoRunner.Journal;

/// <summary>
/// Brings one group of records to the disk: one write at an explicit offset, one flush. A failed write is cut back and tried again, with
/// pauses that double from 0.1 s to 5 s, until it succeeds or the writer is closed. A failed flush, and a file that is not as this
/// process left it, throw <see cref="JournalFailedException"/>.
/// </summary>
/// <param name="closing">Ends a pause; from then on a write is tried once and no more.</param>
internal sealed class GroupCommit(IJournalStorage storage, TimeProvider clock, JournalWriterSettings settings, CancellationToken closing)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <param name="offset">Where the last good record ends, and the file with it.</param>
    public void Commit(long offset, ReadOnlySpan<byte> bytes)
    {
        Write(offset, bytes);
        if (settings.Durability == Durability.Full)
            Flush();
    }

    private void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        CheckLength(offset, offset);
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            // Read before the try: one that began after closing is the last.
            var last = closing.IsCancellationRequested;
            try
            {
                storage.Write(offset, bytes);
                return;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                CutBack(offset, bytes.Length);
                if (last)
                    throw new JournalFailedException($"{storage.Path}: could not be written: {exception.Message}", exception);
                settings.Retrying?.Invoke(exception.Message);
                Pause(pause);
            }
        }
    }

    private void CutBack(long offset, int written)
    {
        CheckLength(offset, offset + written);
        try
        {
            storage.Truncate(offset);
        }
        catch (IOException)
        {
            // The next write begins at the same offset and covers what is left of this one; a reader sees a torn tail until then.
        }
    }

    private void CheckLength(long least, long most)
    {
        long length;
        try
        {
            length = storage.Length();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new JournalFailedException($"{storage.Path}: the journal of a running run is gone: {exception.Message}", exception);
        }
        if (length < least)
            throw new JournalFailedException(
                FormattableString.Invariant(
                    $"{storage.Path}: the journal was truncated to {length} of {least} bytes while the run was going on"));
        if (length > most)
            throw new JournalFailedException(
                FormattableString.Invariant(
                    $"{storage.Path}: somebody else wrote {length - most} bytes to the journal; another coordinator has taken over"));
    }

    private void Pause(TimeSpan pause)
    {
        // The thread is the writer's own, and closing ends the pause.
        Task.Delay(pause, clock, closing)
            .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)
            .Wait();
    }

    private void Flush()
    {
        try
        {
            storage.Flush();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new JournalFailedException($"{storage.Path}: the disk did not take what was written: {exception.Message}", exception);
        }
    }
}
