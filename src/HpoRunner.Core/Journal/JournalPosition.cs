namespace HpoRunner.Journal;

/// <summary>The last good record of a journal and where the file is sound up to: what the next record must follow.</summary>
/// <param name="End">Bytes.</param>
/// <param name="Sequence">0 when there is no record yet.</param>
internal readonly record struct JournalPosition(long End, long Sequence, int Term, uint Checksum)
{
    /// <summary>Behind this record.</summary>
    public static JournalPosition After(in RecordHeader header, long end) => new(end, header.Sequence, header.Term, header.Checksum);

    /// <summary>Why a sound record cannot come next; null when it can.</summary>
    public string? Refuse(in RecordHeader header)
    {
        if (header.Term < Term)
            return FormattableString.Invariant(
                $"record {header.Sequence} of term {header.Term} stands behind one of term {Term}: two coordinators have written");
        if (header.Sequence == Sequence && header.Checksum == Checksum)
            return FormattableString.Invariant($"record {header.Sequence} stands here a second time");
        if (header.Sequence <= Sequence)
            return FormattableString.Invariant($"record {header.Sequence} stands behind record {Sequence}");
        if (header.Sequence == Sequence + 2)
            return FormattableString.Invariant($"record {Sequence + 1} is missing");
        if (header.Sequence > Sequence + 1)
            return FormattableString.Invariant($"records {Sequence + 1} to {header.Sequence - 1} are missing");
        if (header.Previous != Checksum)
            return FormattableString.Invariant(
                $"record {header.Sequence} does not follow the record before it: it names {header.Previous:x8} and not {Checksum:x8}");
        return null;
    }
}
