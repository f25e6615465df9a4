using HpoRunner.Journal;

namespace HpoRunner.Fuzz;

/// <summary>
/// Journals, damaged or sealed anew after the damage. Reader, recovery and <c>hpo verify</c> agree on whether one is sound, and a sound
/// one can be replayed, or is refused by name.
/// </summary>
internal static class JournalParser
{
    public static string Read(byte[] input)
    {
        var (read, refusal) = Attempt(() => new JournalReader(new MemoryStorage(input)).Read().Count());
        var storage = new MemoryStorage(input);
        var entries = new List<JournalEntry>();
        var recovery = Attempt(() => JournalRecovery.Recover(storage, entries.Add, (_, pieces) => pieces.Count()).Position.Sequence);
        Check.That((recovery.Refusal is null) == (refusal is null), "recovery refuses what the reader refuses");
        if (refusal is null)
        {
            Check.That(entries.Count == read, "recovery reads what the reader reads");
            Check.That(new JournalReader(storage).Read().Count() == read, "a recovered journal reads as before");
        }
        else
        {
            Check.That(storage.Content.AsSpan().SequenceEqual(input), "a damaged journal is left as it is");
        }
        var replay = entries.Count == 0 ? null : Attempt(() => RunState.Replay(entries).AllTrials.Count).Refusal;
        var verification = JournalVerification.Of(new MemoryStorage(input));
        Check.That(
            verification.IsSound == (refusal is null && replay is null),
            $"verify says {verification.IsSound}, the reader: {refusal?.Message}, the replay: {replay?.Message}");
        var types = string.Join(',', entries.Select(entry => entry.Event.GetType().Name).Distinct());
        return $"{Parsers.Kind(refusal is JournalDamagedException damaged ? damaged.Reason : refusal?.Message ?? "sound")}: {types} {Parsers.Kind(replay?.Message ?? "")}";
    }

    private static (long Result, JournalException? Refusal) Attempt(Func<long> read)
    {
        try
        {
            return (read(), null);
        }
        catch (JournalException refusal)
        {
            return (-1, refusal);
        }
    }
}
