using System.Diagnostics.CodeAnalysis;

namespace HpoRunner.Journal;

/// <summary>Entries are equal when all that the journal says of them is; records compare their lists by reference.</summary>
internal sealed class EntryComparer : IEqualityComparer<JournalEntry>
{
    public static EntryComparer Instance { get; } = new();

    public bool Equals(JournalEntry x, JournalEntry y) =>
        (x.Sequence, x.Term, x.At) == (y.Sequence, y.Term, y.At) && SampleEvents.Json(x.Event) == SampleEvents.Json(y.Event);

    public int GetHashCode(JournalEntry entry) => entry.Sequence.GetHashCode();
}

internal sealed class ByteComparer : IEqualityComparer<byte[]>
{
    public static ByteComparer Instance { get; } = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode([DisallowNull] byte[] bytes) => bytes.Length;
}
