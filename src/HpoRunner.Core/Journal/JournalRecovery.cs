namespace HpoRunner.Journal;

/// <summary>
/// Makes a journal ready to be appended to after its coordinator ended in any way: replays what is sound, keeps the bytes of a torn
/// tail aside and cuts it off. Damage throws before anything is changed. It can itself be interrupted anywhere and begun again.
/// </summary>
internal static class JournalRecovery
{
    /// <param name="replay">Is given every event in order, without curves. What it built is worthless when this method throws.</param>
    /// <param name="keepAside">Is given the bytes of a torn tail, in pieces, and must have them on disk when it returns.</param>
    public static (JournalPosition Position, TornTail? Torn) Recover(
        IJournalStorage storage, Action<JournalEntry> replay, Action<TornTail, IEnumerable<ReadOnlyMemory<byte>>> keepAside)
    {
        var reader = new JournalReader(storage, withCurves: false);
        foreach (var entry in reader.Read())
            replay(entry);
        var position = reader.Position;
        if (reader.Torn is not { } torn)
            return (position, null);

        if (torn.Length > 0)
        {
            keepAside(torn, Pieces(storage, torn));
            storage.Truncate(torn.Offset);
            storage.Flush();
        }
        if (!EndsWithNewline(storage, position.End))
        {
            storage.Write(position.End, "\n"u8);
            storage.Flush();
            position = position with { End = position.End + 1 };
        }
        return (position, torn);
    }

    private static bool EndsWithNewline(IJournalStorage storage, long end)
    {
        Span<byte> last = stackalloc byte[1];
        return storage.Read(end - 1, last) == 1 && last[0] == '\n';
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Pieces(IJournalStorage storage, TornTail torn)
    {
        var buffer = new byte[1 << 16];
        for (var offset = torn.Offset; ;)
        {
            var read = storage.Read(offset, buffer);
            if (read == 0)
                yield break;
            yield return buffer.AsMemory(0, read);
            offset += read;
        }
    }
}
