namespace HpoRunner.Journal;

/// <summary>Something that is wrong with a journal.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Offset">Bytes before the line.</param>
internal sealed record JournalFinding(long Line, long Offset, string What)
{
    public override string ToString() => FormattableString.Invariant($"line {Line}, byte {Offset}: {What}");
}
