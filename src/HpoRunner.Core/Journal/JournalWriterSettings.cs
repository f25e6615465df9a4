using HpoRunner.Experiments;

namespace HpoRunner.Journal;

/// <summary>How a journal is written.</summary>
internal sealed record JournalWriterSettings
{
    /// <summary>With <see cref="Durability.Os"/> nothing is flushed: results survive a kill, not a power cut.</summary>
    public Durability Durability { get; init; } = Durability.Full;

    /// <summary>Told why a write failed, each time before it is tried again; on the writer's thread.</summary>
    public Action<string>? Retrying { get; init; }

    /// <summary>
    /// Takes the records that could not be saved when the journal fails, and says where it put them; null when it could not. They are
    /// numbered on from the last good record. It must not throw.
    /// </summary>
    public Func<ReadOnlyMemory<byte>, string?>? Rescue { get; init; }
}
