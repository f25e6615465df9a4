using System.Buffers;

namespace HpoRunner.Journal;

/// <summary>Begins and opens the journal of a run.</summary>
internal static class JournalFile
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// Makes a run: its folder appears by one rename, complete with lock, experiment file and a journal that holds its header, and is
    /// on disk when this returns. After a crash at any moment there is either all of it or none.
    /// </summary>
    /// <param name="folder">From <see cref="RunFolder.ForNewRun"/>.</param>
    /// <exception cref="JournalFailedException">The place cannot be written.</exception>
    public static OpenJournal Create(RunFolder folder, RunStarted header, TimeProvider clock, JournalWriterSettings? settings = null)
    {
        var experimentFolder = Path.GetDirectoryName(folder.Path)!;
        var draft = new RunFolder(Path.Combine(experimentFolder, $".{folder.Id}.tmp"));
        try
        {
            var newFolders = Missing(experimentFolder);
            Directory.CreateDirectory(draft.Path);
            var runLock = RunLock.Take(draft, clock, TimeSpan.Zero);
            try
            {
                RunFile.Write(draft.ExperimentFile, header.File);
                var position = WriteHeader(draft.Journal, header, clock);
                NativeFiles.FlushFolder(draft.Path);
                Directory.Move(draft.Path, folder.Path);
                foreach (var changed in newFolders.Append(folder.Path))
                    NativeFiles.FlushFolder(Path.GetDirectoryName(changed)!);
                LinkLatest(folder);
                var storage = FileJournalStorage.OpenForWriting(folder.Journal);
                return new(
                    folder, runLock, NewWriter(folder, storage, position, position.Term, clock, settings ?? SettingsOf(header)),
                    null);
            }
            catch
            {
                runLock.Dispose();
                RunFile.DeleteDraft(draft.Path);
                throw;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new JournalFailedException($"the run cannot be created in {experimentFolder}: {exception.Message}", exception);
        }
    }

    /// <summary>
    /// Opens a run to go on with it: takes the lock, checks and replays the journal, cuts a torn tail off and keeps its bytes in
    /// <c>journal.torn-&lt;term&gt;</c>. The writer's term is one more than the last.
    /// </summary>
    /// <param name="replay">Is given every event so far, in order.</param>
    /// <exception cref="RunLockedException">Another process coordinates the run.</exception>
    /// <exception cref="JournalDamagedException">Nothing was changed.</exception>
    /// <exception cref="JournalVersionException">Nothing was changed.</exception>
    public static OpenJournal OpenForAppend(
        RunFolder folder, TimeProvider clock, Action<JournalEntry> replay, Func<RunStarted, JournalWriterSettings>? settings = null)
    {
        RunLock? runLock = null;
        FileJournalStorage? storage = null;
        try
        {
            runLock = RunLock.Take(folder, clock, LockPatience);
            storage = FileJournalStorage.OpenForWriting(folder.Journal);
            RunStarted? header = null;
            var term = 0;
            var (position, torn) = JournalRecovery.Recover(
                storage,
                entry =>
                {
                    header ??= (RunStarted)entry.Event;
                    term = entry.Term;
                    replay(entry);
                },
                (tail, pieces) => KeepAside(folder, term + 1, pieces));
            var chosen = settings?.Invoke(header!) ?? SettingsOf(header!);
            return new(folder, runLock, NewWriter(folder, storage, position, position.Term + 1, clock, chosen), torn);
        }
        catch (Exception exception)
        {
            storage?.Dispose();
            runLock?.Dispose();
            if (exception is IOException or UnauthorizedAccessException)
                throw new JournalFailedException($"the run in {folder} cannot be opened: {exception.Message}", exception);
            throw;
        }
    }

    /// <summary>Points <c>results/latest</c> at this run; false where the file system knows no links.</summary>
    public static bool LinkLatest(RunFolder folder)
    {
        var link = Path.Combine(folder.Results, RunFolder.LatestName);
        try
        {
            NativeFiles.ReplaceLink(link, Path.Combine(folder.ExperimentName, folder.Id), $"{link}.{folder.Id}.tmp");
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            // A convenience for people: 'latest' on the command line looks at the runs themselves.
            return false;
        }
    }

    /// <summary>Folders on the way that do not exist yet, the innermost first.</summary>
    private static List<string> Missing(string? folder)
    {
        var missing = new List<string>();
        for (; folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
            missing.Add(folder);
        return missing;
    }

    private static JournalPosition WriteHeader(string path, RunStarted header, TimeProvider clock)
    {
        const int FirstTerm = 1;
        using var storage = FileJournalStorage.Create(path);
        var record = new ArrayBufferWriter<byte>();
        var checksum = JournalRecord.Write(record, 1, FirstTerm, 0, clock.GetUtcNow(), JournalEvents.Write(header));
        storage.Write(0, record.WrittenSpan);
        storage.Flush();
        return new(record.WrittenCount, 1, FirstTerm, checksum);
    }

    private static JournalWriterSettings SettingsOf(RunStarted header) => new() { Durability = header.Experiment.Durability };

    private static JournalWriter NewWriter(
        RunFolder folder, IJournalStorage storage, JournalPosition position, int term, TimeProvider clock,
        JournalWriterSettings settings
    ) => new(storage, position, term, clock, settings with { Rescue = settings.Rescue ?? (records => Rescue(folder, term, records)) });

    private static void KeepAside(RunFolder folder, int term, IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        using (var kept = CreateFree(Path.Combine(folder.Path, FormattableString.Invariant($"journal.torn-{term}"))))
        {
            foreach (var piece in pieces)
                kept.Write(piece.Span);
            kept.Flush(flushToDisk: true);
        }
        NativeFiles.FlushFolder(folder.Path);
    }

    /// <summary>
    /// Saves what the journal could not take: in the run's folder, else beside it, else with the system's temporary files.
    /// </summary>
    private static string? Rescue(RunFolder folder, int term, ReadOnlyMemory<byte> records)
    {
        string[] places = [folder.Path, folder.Results, Path.GetTempPath()];
        foreach (var place in places)
        {
            try
            {
                using var file = CreateFree(Path.Combine(place, FormattableString.Invariant($"journal.rescue-{folder.Id}-{term}")));
                file.Write(records.Span);
                file.Flush(flushToDisk: true);
                return file.Name;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The next place may be on another disk.
            }
        }
        return null;
    }

    /// <summary>Never writes over what an earlier opening kept: the first free of name, name-2, name-3, …</summary>
    private static FileStream CreateFree(string path)
    {
        for (var number = 1; ; number++)
        {
            var candidate = number == 1 ? path : FormattableString.Invariant($"{path}-{number}");
            if (!File.Exists(candidate))
                return RunFile.CreatePrivate(candidate);
        }
    }
}
