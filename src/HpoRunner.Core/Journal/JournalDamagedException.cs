namespace HpoRunner.Journal;

/// <summary>
/// Records before the end are damaged, missing or doubled. Nothing was changed; <c>hpo verify --salvage</c> is the way out.
/// </summary>
/// <param name="line">From 1.</param>
/// <param name="offset">Bytes before the damaged line.</param>
internal sealed class JournalDamagedException(string path, long line, long offset, string reason, Exception? inner = null)
    : JournalException(
        FormattableString.Invariant($"{path}:{line}: {reason} (at byte {offset}). ")
        + "The file was left as it is; 'hpo verify RUN --salvage DIR' keeps what is sound of it", inner)
{
    public long Line { get; } = line;

    public long Offset { get; } = offset;

    public string Reason { get; } = reason;
}
