namespace HpoRunner.Journal;

/// <summary>One event as it stands in the journal.</summary>
/// <param name="Sequence">From 1, without gaps; except that skipped optional records leave one.</param>
/// <param name="Term">One more at each opening of the run; from 1.</param>
/// <param name="At">When its group of records was written, in UTC.</param>
internal readonly record struct JournalEntry(long Sequence, int Term, DateTimeOffset At, JournalEvent Event);
