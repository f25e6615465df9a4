namespace HpoRunner.Journal;

/// <summary>
/// A record that is sound by itself says what cannot have happened in this run; whoever wrote it was no coordinator of ours.
/// </summary>
internal sealed class JournalMisfitException(string run, long sequence, string reason)
    : JournalException(FormattableString.Invariant($"the journal of {run}: record {sequence} is sound, but {reason}"))
{
    public long Sequence { get; } = sequence;
}
